/** The pages for staff: what is on the shelf, one report with its tables, and what readers said. */

import { css, html, nothing } from "lit";
import { Client } from "../core/client";
import type { Session } from "../core/types";
import { KEY, sessionStored } from "../core/key";
import { icon } from "../parts/icons";
import { define } from "../parts/part";
import { PagePart } from "../parts/settings";
import { base, tokens } from "../parts/tokens";
import "./feedback";
import "./report";
import "./reports";
import { staffStyles } from "./styles";
import { words } from "./words";

export class Staff extends PagePart {
  static override properties = { ...PagePart.properties, session: { state: true }, wrong: { state: true } };
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
      .door p[role="alert"] {
        color: var(--wb-bad);
        font-size: 14px;
      }
    `,
  ];

  declare private session: Session | null;
  declare private wrong: boolean;

  constructor() {
    super();
    this.client = new Client({ base: "", key: () => sessionStored(KEY) });
    this.session = null;
    this.wrong = false;
  }

  protected override firstUpdated(): void {
    void this.enter();
  }

  private async enter(): Promise<void> {
    try {
      this.session = await this.client.session();
    } catch (error) {
      // A key that is no longer good must not stand in the way of a new one.
      sessionStorage.removeItem(KEY);
      this.wrong = (error as { status?: number }).status === 401;
      this.session = await this.client.session().catch(() => null);
    }
  }

  private submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const given = String(new FormData(event.target as HTMLFormElement).get("key") ?? "").trim();
    sessionStorage.setItem(KEY, given);
    this.wrong = false;
    await this.enter();
    this.wrong ||= !this.session?.scopes.includes("manage");
  };

  private leave = () => {
    sessionStorage.removeItem(KEY);
    void this.enter();
  };

  override render() {
    const { t, session } = this;
    const w = words(this.language);
    const link = (path: string, name: string) =>
      html`<a href=${path} aria-current=${location.pathname.startsWith(path) && path !== "/" ? "page" : "false"}>${name}</a>`;
    return html`<header>
        <a class="brand" href="/"><img src="/assets/mark.svg" alt="" width="26" height="26" />${t.name}</a>
        <nav aria-label=${t.menu}>${link("/", t.chat)} ${link("/reports", t.reports)} ${link("/feedback", t.feedback)}</nav>
        ${this.preferences()}
        ${sessionStored(KEY) ? html`<button class="quiet" @click=${this.leave}>${icon("key")}${w.leave}</button>` : nothing}
      </header>
      <main>
        ${session?.open ? html`<p class="open" role="note">${w.open}</p>` : nothing}${session ? this.content(session) : nothing}
      </main>`;
  }

  private content(session: Session) {
    if (!session.scopes.includes("manage")) return this.door();
    const given = { client: this.client, language: this.language };
    const id = /^\/reports\/([^/]+)$/.exec(location.pathname)?.[1];
    if (location.pathname.startsWith("/feedback")) return html`<wb-feedback .client=${given.client} .language=${given.language}></wb-feedback>`;
    if (id) return html`<wb-report .client=${given.client} .language=${given.language} .document=${id}></wb-report>`;
    return html`<wb-reports .client=${given.client} .language=${given.language} .limit=${session.upload_limit}></wb-reports>`;
  }

  private door() {
    const w = words(this.language);
    return html`<form class="door" @submit=${this.submit}>
      <h1>${w.keyNeeded}</h1>
      <label>${w.key}<input name="key" type="password" autocomplete="off" required /></label>
      ${this.wrong ? html`<p role="alert">${w.badKey}</p>` : nothing}
      <button class="solid">${w.enter}</button>
    </form>`;
  }
}

define("wb-staff", Staff);
