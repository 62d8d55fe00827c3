/** What stands where no question has been asked yet: what this is, what it holds, and what may be asked. */

import { html, nothing } from "lit";
import type { Example } from "../core/examples";
import type { Report } from "../core/types";
import { grouped } from "../core/wording";
import type { Strings } from "../i18n";
import { icon } from "./icons";

export interface Shown {
  /** In a widget's panel: no more than what is needed. */
  compact: boolean;
  /** The address of the site's mark. */
  mark: string;
  reports: readonly Report[] | null;
  examples: readonly Example[];
  ask: (text: string) => void;
}

export function welcome(t: Strings, { compact, mark, reports, examples, ask }: Shown) {
  const sum = (name: "tables" | "records") => grouped(String(reports?.reduce((total, report) => total + report[name], 0) ?? 0));
  return html`<section class="welcome">
    ${compact ? nothing : html`<img src=${mark} alt="" width="52" height="52" />`}
    ${compact ? html`<h2 class="tagline">${t.tagline}</h2>` : html`<h1 class="tagline">${t.tagline}</h1>`}
    <p>${t.promise}</p>
    ${reports?.length ? html`<p class="held">${t.held(grouped(String(reports.length)), sum("tables"), sum("records"))}</p>` : nothing}
    ${examples.length
      ? html`<div class="examples" role="group" aria-label=${t.examples}>
          <p class="say">${t.examples}</p>
          ${examples.map(
            ({ kind, text }) => html`<button class="chip" data-kind=${kind} @click=${() => ask(text)}><span>${text}</span>${icon("right")}</button>`,
          )}
        </div>`
      : nothing}
  </section>`;
}
