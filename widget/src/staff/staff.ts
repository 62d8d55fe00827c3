/** The shelf: readers see what is on it, one report with its tables; staff change it, and read what readers said. */

import { css, html, nothing } from "lit";
import { Client } from "../core/client";
import { reasonOf } from "../core/failures";
import type { Session } from "../core/types";
import { dropKey, keepKey, storedKey } from "../core/key";
import { icon } from "../parts/icons";
import { define } from "../parts/part";
import { PagePart } from "../parts/settings";
import { base, tokens } from "../parts/tokens";
import "./audit";
import { auditWords } from "./audit-words";
import "./feedback";
import "./report";
import "./reports";
import { staffStyles } from "./styles";
import { words } from "./words";

export class Staff extends PagePart {
  static override properties = { ...PagePart.properties, session: { state: true }, wrong: { state: true }, entering: { state: true }, gone: { state: true } };
  static override styles = [
    tokens,
    base,
    staffStyles,
    css`
      :host {
        background: var(--wb-bg);
        position: relative;
        overflow-y: auto;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 20px;
        padding: 10px 24px;
        border-bottom: 1px solid var(--wb-line);
        background: var(--wb-surface);
      }
      .brand {
        display: flex;
        align-items: center;
        gap: 10px;
        color: var(--wb-ink);
        font-size: 17px;
        font-weight: 640;
        text-decoration: none;
      }
      nav {
        display: flex;
        flex: 1;
        gap: 4px;
      }
      nav a {
        padding: 6px 12px;
        border-radius: 8px;
        color: var(--wb-ink);
        font-size: 14px;
        text-decoration: none;
      }
      nav a:hover,
      nav a[aria-current="page"] {
        background: var(--wb-sunken);
      }
      .preferences {
        display: flex;
        gap: 6px;
      }
      .preferences select {
        min-height: 34px;
        padding: 0 6px;
        border-color: var(--wb-line);
        font-size: 13px;
      }
      .open {
        padding: 8px 24px;
        background: var(--wb-warn-soft);
        color: var(--wb-warn);
        font-size: 13.5px;
        text-align: center;
      }
      .door {
        display: grid;
        gap: 12px;
        width: min(380px, 90vw);
        margin: 12vh auto 0;
      }
      .door input {
        width: 100%;
      }
      .door h1 {
        font-size: 19px;
        line-height: 1.5;
      }
      .door .how {
        color: var(--wb-muted);
        font-size: 13.5px;
      }
      .door pre {
        margin: 0;
        padding: 8px 12px;
        border-radius: 8px;
        background: var(--wb-sunken);
        font-size: 13px;
        white-space: pre-wrap;
      }
      .gone {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: center;
        gap: 8px 16px;
        padding: 16px;
        color: var(--wb-bad);
      }
      .door p[role="alert"] {
        color: var(--wb-bad);
        font-size: 14px;
      }
    `,
  ];

  declare private session: Session | null;
  declare private wrong: boolean;
  /** The door is open: a reader wants to manage. */
  declare private entering: boolean;
  declare private gone: string;

  constructor() {
    super();
    this.client = new Client({ base: "", key: storedKey });
    this.session = null;
    this.wrong = this.entering = false;
    this.gone = "";
  }

  protected override firstUpdated(): void {
    void this.enter();
  }

  protected override titled(): string {
    return `${this.t.reports} · ${this.t.name}`;
  }

  private async enter(): Promise<void> {
    this.gone = "";
    try {
      this.session = await this.client.session();
    } catch (error) {
      if ((error as { status?: number }).status !== 401) {
        this.gone = reasonOf(error, this.t, this.language);
        return;
      }
      // A key that is no longer good must not stand in the way of a new one.
      dropKey();
      this.wrong = true;
      this.session = await this.client.session().catch(() => null);
    }
  }

  private submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const given = String(new FormData(event.target as HTMLFormElement).get("key") ?? "").trim();
    keepKey(given);
    this.wrong = false;
    await this.enter();
    const scopes = this.session?.scopes ?? [];
    this.wrong ||= !scopes.includes("manage") && (this.entering || !scopes.includes("ask"));
    if (scopes.includes("manage")) this.entering = false;
  };

  private leave = () => {
    dropKey();
    this.wrong = this.entering = false;
    void this.enter();
  };

  override render() {
    const { t, session } = this;
    const w = words(this.language);
    const link = (path: string, name: string) =>
      html`<a href=${path} aria-current=${location.pathname.startsWith(path) && path !== "/" ? "page" : "false"}>${name}</a>`;
    return html`<header>
        <a class="brand" href="/"><img src="/assets/mark.svg" alt="" width="26" height="26" />${t.name}</a>
        <nav aria-label=${t.menu}>${link("/", t.chat)} ${link("/reports", t.reports)} ${session?.scopes.includes("manage") ? html`${link("/audit", auditWords(this.language).audit)} ${link("/feedback", t.feedback)}` : nothing}</nav>
        ${this.preferences()}
        ${session && !session.scopes.includes("manage")
          ? html`<button class="quiet" aria-expanded=${this.entering ? "true" : "false"} @click=${() => (this.entering = !this.entering)}>
              ${icon("key")}${w.staff}
            </button>`
          : nothing}
        ${storedKey() ? html`<button class="quiet" @click=${this.leave}>${w.leave}</button>` : nothing}
      </header>
      <main>
        ${this.gone
          ? html`<p class="gone" role="alert">${this.gone} <button class="line" @click=${() => void this.enter()}>${t.retry}</button></p>`
          : nothing}
        ${session?.open ? html`<p class="open" role="note">${w.open}</p>` : nothing}${session ? this.content(session) : nothing}
      </main>`;
  }

  private content(session: Session) {
    const manages = session.scopes.includes("manage");
    const feedback = location.pathname.startsWith("/feedback");
    const audited = /^\/audit(?:\/([^/]+))?$/.exec(location.pathname);
    if (!session.scopes.includes("ask")) return this.door(words(this.language).privateHere);
    if (!manages && (this.entering || feedback || audited)) return this.door(words(this.language).keyNeeded);
    const given = { client: this.client, language: this.language };
    const id = /^\/reports\/([^/]+)$/.exec(location.pathname)?.[1];
    if (audited)
      return html`<wb-audit .client=${given.client} .language=${given.language} .document=${audited[1] ?? ""}></wb-audit>`;
    if (feedback) return html`<wb-feedback .client=${given.client} .language=${given.language}></wb-feedback>`;
    if (id) return html`<wb-report .client=${given.client} .language=${given.language} .document=${id}></wb-report>`;
    return html`<wb-reports .client=${given.client} .language=${given.language} .manages=${manages} .limit=${session.upload_limit}></wb-reports>`;
  }

  private door(why: string) {
    const w = words(this.language);
    return html`<form class="door" @submit=${this.submit}>
      <h1>${why}</h1>
      <label>${w.key}<input name="key" type="password" autocomplete="off" required /></label>
      ${this.wrong ? html`<p role="alert">${w.badKey}</p>` : nothing}
      <button class="solid">${w.enter}</button>
      <p class="how">${w.howToGetKey}</p>
      <pre><code>wenbao access key NAME</code></pre>
      <p class="how">${w.keyKept}</p>
    </form>`;
  }
}

define("wb-staff", Staff);
