/** What readers said of answers. */

import { css, html, nothing } from "lit";
import type { Opinion } from "../core/types";
import { define, Part } from "../parts/part";
import { base } from "../parts/tokens";
import { staffStyles } from "./styles";
import { words } from "./words";

const PAGE = 50;

const opinionStyles = css`
  .opinion {
    display: grid;
    gap: 8px;
    padding: 16px 20px;
    border: 1px solid var(--wb-line);
    border-radius: var(--wb-radius);
    background: var(--wb-surface);
  }
  .opinion.settled {
    opacity: 0.85;
  }
  .opinion .said {
    color: var(--wb-muted);
    font-size: 14px;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
    max-height: 9em;
    position: relative;
    overflow: auto;
  }
  .opinion .note {
    padding: 8px 12px;
    border-radius: 8px;
    background: var(--wb-sunken);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .opinion h2 {
    overflow-wrap: anywhere;
  }
`;

export class Feedback extends Part {
  static override properties = {
    ...Part.properties,
    found: { state: true },
    total: { state: true },
    verdict: { state: true },
    state: { state: true },
    failed: { state: true },
  };
  static override styles = [base, staffStyles, opinionStyles];

  declare private found: Opinion[] | null;
  declare private total: number;
  declare private verdict: string;
  declare private state: string;
  declare private failed: boolean;

  constructor() {
    super();
    this.found = null;
    this.total = 0;
    this.verdict = this.state = "";
    this.failed = false;
  }

  protected override firstUpdated(): void {
    void this.load();
  }

  private async load(more = false): Promise<void> {
    const query = new URLSearchParams({ limit: String(PAGE), offset: String(more ? (this.found?.length ?? 0) : 0) });
    if (this.verdict) query.set("verdict", this.verdict);
    if (this.state) query.set("state", this.state);
    try {
      const { feedback, total } = await this.client.feedback(`?${query}`);
      this.found = more ? [...(this.found ?? []), ...feedback] : feedback;
      this.total = total;
    } catch {
      this.failed = true;
    }
  }

  private choose(name: "verdict" | "state") {
    return (event: Event) => {
      this[name] = (event.target as HTMLSelectElement).value;
      void this.load();
    };
  }

  private async settle(opinion: Opinion): Promise<void> {
    const changed = await this.client.settle(opinion.id, opinion.state === "open" ? "settled" : "open").catch(() => opinion);
    this.found = (this.found ?? []).map((other) => (other.id === opinion.id ? changed : other));
  }

  override render() {
    const w = words(this.language);
    const select = (name: "verdict" | "state", options: [string, string][]) =>
      html`<label
        >${name === "verdict" ? w.verdict : w.handling}<select @change=${this.choose(name)}>
          <option value="">${w.all}</option>
          ${options.map(([value, text]) => html`<option value=${value}>${text}</option>`)}
        </select></label
      >`;
    return html`<div class="page">
      <div>
        <h1>${this.t.feedback}</h1>
        <p class="lead">${w.feedbackLead}</p>
      </div>
      <div class="filters">
        ${select("verdict", [["wrong", w.wrong], ["missing", w.missing], ["right", w.right]])}
        ${select("state", [["open", w.open_], ["settled", w.settled]])}
      </div>
      ${this.failed ? html`<p class="blank" role="alert">${this.t.failed}</p>` : nothing}
      ${this.found?.length === 0 ? html`<p class="blank">${w.noFeedback}</p>` : nothing}
      ${(this.found ?? []).map((opinion) => this.opinion(opinion))}
      ${this.found && this.found.length < this.total
        ? html`<button class="line" @click=${() => void this.load(true)}>${this.found.length} / ${this.total}</button>`
        : nothing}
    </div>`;
  }

  private opinion(opinion: Opinion) {
    const w = words(this.language);
    const when = new Date(opinion.created_at * 1000).toLocaleString(this.language, { dateStyle: "medium", timeStyle: "short" });
    return html`<article class="opinion ${opinion.state}" data-opinion=${opinion.verdict}>
      <div class="bar">
        <span class="badge ${opinion.verdict}">${w[opinion.verdict]}</span>
        <span class="lead">${when}${opinion.asker ? ` · ${w.asker} ${opinion.asker}` : ""}</span>
        <span class="gap"></span>
        <button class="quiet" @click=${() => void this.settle(opinion)}>${opinion.state === "open" ? w.settle : w.reopen}</button>
      </div>
      <h2>${opinion.question}</h2>
      ${opinion.note ? html`<p class="note">${opinion.note}</p>` : nothing}
      ${opinion.answer.answer ? html`<p class="said" tabindex="0">${opinion.answer.answer.replace(/\*\*/g, "")}</p>` : nothing}
    </article>`;
  }
}

define("wb-feedback", Feedback);
