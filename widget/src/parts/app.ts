/** The chat page: conversations at the left, the thread, and the evidence beside it. */

import { html, nothing } from "lit";
import { createRef, ref } from "lit/directives/ref.js";
import { Client } from "../core/client";
import { reasonOf } from "../core/failures";
import { type Conversation, History } from "../core/history";
import { storedKey } from "../core/key";
import type { Answer, Citation } from "../core/types";
import { loadMarkdown } from "./answer";
import { appStyles } from "./app-styles";
import { icon } from "./icons";
import { define } from "./part";
import "./past";
import { PagePart } from "./settings";
import "./thread";
import type { Thread } from "./thread";
import { base, tokens } from "./tokens";
import type { Viewer } from "./viewer";

const WIDE = "(min-width: 1180px)";

export class App extends PagePart {
  static override properties = {
    ...PagePart.properties,
    drawer: { state: true },
    viewing: { state: true },
    wide: { state: true },
    toast: { state: true },
    shared: { state: true },
    bare: { type: Boolean, reflect: true },
  };
  static override styles = [tokens, base, appStyles];

  declare private drawer: boolean;
  declare private viewing: boolean;
  declare private wide: boolean;
  declare private toast: string;
  declare private shared: { question: string; answer: Answer } | "gone" | null;
  /** In a frame of a portal: the thread alone. */
  declare private bare: boolean;

  private readonly history: History;
  private readonly thread = createRef<Thread>();
  private readonly viewer = createRef<Viewer>();
  private readonly broad = window.matchMedia(WIDE);

  constructor() {
    super();
    this.bare = location.pathname === "/embed";
    const site = this.bare ? new URLSearchParams(location.search).get("site") : null;
    this.client = new Client({ base: "", key: storedKey, ...(site ? { site } : {}) });
    this.history = new History(this.bare ? "wenbao:embed" : "wenbao:conversations");
    this.drawer = this.viewing = false;
    this.wide = this.broad.matches;
    this.toast = "";
    this.shared = null;
    this.broad.addEventListener("change", () => (this.wide = this.broad.matches));
  }

  protected override firstUpdated(): void {
    setTimeout(() => void loadMarkdown(), 1500);
    const share = /^\/s\/([\w-]+)$/.exec(location.pathname)?.[1];
    if (share) {
      void this.client.shared(share).then(
        (found) => (this.shared = found),
        () => (this.shared = "gone"),
      );
      return;
    }
    const question = new URLSearchParams(location.search).get("q");
    const kept = this.history.current ? this.history.find(this.history.current) : undefined;
    if (question) {
      history.replaceState(null, "", location.pathname);
      void this.thread.value?.ask(question);
    } else if (kept) this.thread.value?.open(kept);
    // A phone's keyboard would cover what is to be read first.
    if (!matchMedia("(max-width: 860px)").matches) void this.thread.value?.updateComplete.then(() => this.thread.value?.focus());
  }

  private evidence = async (event: CustomEvent<Citation>) => {
    const citation = event.detail;
    const turn = this.thread.value?.conversation.turns.find((one) => one.answer?.citations.includes(citation));
    const answer = turn?.answer ?? (this.shared && this.shared !== "gone" ? this.shared.answer : null);
    try {
      await import("./viewer");
      await this.viewer.value?.updateComplete;
      await this.viewer.value?.show(citation, answer?.citations ?? [citation]);
    } catch (error) {
      this.say(reasonOf(error, this.t, this.language));
    }
  };

  private share = async (event: CustomEvent<Answer>) => {
    const turn = this.thread.value?.conversation.turns.find((one) => one.answer === event.detail);
    let link = `${location.origin}/?q=${encodeURIComponent(turn?.question ?? "")}`;
    try {
      link = `${location.origin}/s/${(await this.client.share(event.detail.trace_id)).id}`;
    } catch {
      // The service has forgotten the answer: the link asks the question anew.
    }
    try {
      await navigator.clipboard.writeText(link);
      this.say(this.t.shared);
    } catch {
      this.say(link);
    }
  };

  private say(text: string): void {
    this.toast = text;
    setTimeout(() => this.toast === text && (this.toast = ""), 6000);
  }

  private begin = () => {
    this.drawer = false;
    this.viewer.value?.close?.();
    this.thread.value?.open(null);
    this.thread.value?.focus();
    this.requestUpdate();
  };

  private recall = (event: CustomEvent<Conversation>) => {
    this.drawer = false;
    this.thread.value?.open(event.detail);
    this.requestUpdate();
  };

  private forget = (event: CustomEvent<string[]>) => {
    if (event.detail.includes(this.thread.value?.conversation.id ?? "")) this.thread.value?.open(null);
    this.requestUpdate();
  };

  override render() {
    return html`<div class="frame ${this.viewing && this.wide ? "split" : ""}">
        ${this.bare ? nothing : html`${this.top()} ${this.side()}`}
        <main @evidence=${this.evidence} @share=${this.share}>
          ${this.bare ? html`<h1 class="hide">${this.t.name}</h1>` : nothing}
          ${this.shared ? this.sharedAnswer() : location.pathname.startsWith("/s/") ? nothing : html`<wb-thread
            ${ref(this.thread)}
            ?compact=${this.bare}
            .client=${this.client}
            .language=${this.language}
            .history=${this.history}
            @ask=${(event: CustomEvent<string>) => void this.thread.value?.ask(event.detail)}
            @asked=${() => this.requestUpdate()}
            @verdict=${(event: CustomEvent) => this.keepVerdict(event)}
          ></wb-thread>`}
        </main>
        <wb-viewer
          ${ref(this.viewer)}
          ?docked=${this.wide}
          .client=${this.client}
          .language=${this.language}
          @viewer=${(event: CustomEvent<boolean>) => (this.viewing = event.detail)}
        ></wb-viewer>
      </div>
      <p class="toast" role="status" ?hidden=${!this.toast}>${this.toast}</p>`;
  }

  private keepVerdict(event: CustomEvent<{ turn: { verdict?: string }; verdict: string }>): void {
    event.detail.turn.verdict = event.detail.verdict;
    const conversation = this.thread.value?.conversation;
    if (conversation) this.history.keep(conversation);
    (event.target as HTMLElement & { requestUpdate(): void }).requestUpdate();
  }

  private top() {
    const { t } = this;
    return html`<header class="top">
      <button class="icon" aria-label=${t.menu} aria-expanded=${this.drawer ? "true" : "false"} @click=${() => (this.drawer = !this.drawer)}>
        ${icon("menu")}
      </button>
      <a class="brand" href="/"><img src="/assets/mark.svg" alt="" width="24" height="24" />${t.name}</a>
      <button class="icon" aria-label=${t.newChat} title=${t.newChat} @click=${this.begin}>${icon("plus")}</button>
    </header>`;
  }

  private side() {
    const { t } = this;
    return html`<aside class=${this.drawer ? "open" : ""} @keydown=${(event: KeyboardEvent) => event.key === "Escape" && (this.drawer = false)}>
        <a class="brand" href="/"><img src="/assets/mark.svg" alt="" width="28" height="28" />${t.name}</a>
        <button class="line new" @click=${this.begin}>${icon("plus")}${t.newChat}</button>
        <wb-past
          .language=${this.language}
          .history=${this.history}
          .current=${this.thread.value?.conversation.id ?? ""}
          @recall=${this.recall}
          @forget=${this.forget}
        ></wb-past>
        <nav aria-label=${t.menu}>
          <a href="/reports">${icon("books")}${t.reports}</a>
          <a href="/docs">${icon("page")}${t.api}</a>
        </nav>
        ${this.preferences()}
      </aside>
      ${this.drawer ? html`<div class="veil" @click=${() => (this.drawer = false)}></div>` : nothing}`;
  }

  private sharedAnswer() {
    const { t, shared } = this;
    if (!shared) return nothing;
    if (shared === "gone") return html`<div class="shared"><h1>${t.gone}</h1><a class="line" href="/">${t.askYourself}</a></div>`;
    return html`<div class="shared">
      <h1 class="hint">${t.sharedAnswer}</h1>
      <h2>${shared.question}</h2>
      <wb-answer frozen .client=${this.client} .language=${this.language} .turn=${shared}></wb-answer>
      <a class="line" href="/">${icon("chat")}${t.askYourself}</a>
    </div>`;
  }
}

define("wb-app", App);
