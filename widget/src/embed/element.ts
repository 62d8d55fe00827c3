/** `<wenbao-chat>`: the chat in a portal.
 *
 * site         the portal's id          language     zh-CN, zh-TW or en; the page's own otherwise
 * theme        light, dark or auto      mode         launcher (a button and a panel), inline, or frame
 * user-token   a JWT of the portal      heading      the panel's title
 * position     left or right
 *
 * Attributes and properties may change at any time, and be set before the element is defined.
 *
 * Parts: launcher, panel, thread, composer, answer, viewer.  Colours: `--wenbao-…` (parts/tokens.ts).
 */

import { html, nothing, type PropertyValues } from "lit";
import { createRef, ref } from "lit/directives/ref.js";
import { Client } from "../core/client";
import { reasonOf } from "../core/failures";
import { type Conversation, History } from "../core/history";
import { asChoice, resolved, watch } from "../core/theme";
import type { Answer, Citation } from "../core/types";
import { nearest } from "../i18n";
import { icon } from "../parts/icons";
import { define, focused, Part } from "../parts/part";
import "../parts/past";
import "../parts/thread";
import type { Thread } from "../parts/thread";
import { base, tokens } from "../parts/tokens";
import type { Viewer } from "../parts/viewer";
import { elementStyles } from "./element-styles";

const HERE = new URL(/* @vite-ignore */ "..", import.meta.url).href.replace(/\/$/, "");
const PHONE = "(max-width: 640px)";

export class WenbaoChat extends Part {
  static override properties = {
    ...Part.properties,
    site: {},
    speak: { attribute: "language" },
    mode: { reflect: true },
    heading: {},
    position: { reflect: true },
    open: { type: Boolean, reflect: true },
    past: { state: true },
    toast: { state: true },
    refused: { state: true },
  };
  static override styles = [tokens, base, elementStyles];
  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, "theme", "user-token"];
  }

  declare site: string;
  declare speak: string;
  declare mode: "launcher" | "inline" | "frame";
  declare heading: string;
  declare position: "left" | "right";
  declare open: boolean;
  declare private past: boolean;
  declare private toast: string;
  /** In a frame: why it cannot be shown. */
  declare private refused: string;
  /** Names the portal's user: a JWT, or what gets one. */
  declare userToken: string | (() => string | Promise<string>) | null;

  private history!: History;
  private wanted = "auto";
  private settling = false;
  private opener: HTMLElement | null = null;
  private unwatch: () => void = () => undefined;
  private readonly thread = createRef<Thread>();
  private readonly viewer = createRef<Viewer>();
  private readonly panel = createRef<HTMLDialogElement>();

  constructor() {
    super();
    // A page may set it before the element is defined: it lies on the element already.
    this.userToken ??= null;
    this.site = this.speak = this.heading = this.toast = this.refused = "";
    this.mode = "launcher";
    this.position = "right";
    this.open = this.past = false;
  }

  override attributeChangedCallback(name: string, before: string | null, value: string | null): void {
    super.attributeChangedCallback(name, before, value);
    if (name === "user-token") this.userToken = value;
    if (name === "theme" && !this.settling) {
      this.wanted = value ?? "auto";
      this.settle();
    }
  }

  override connectedCallback(): void {
    this.enter();
    super.connectedCallback();
    this.unwatch = watch(() => this.settle());
    this.settle();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unwatch();
  }

  /** The site's visitor: its tokens, its conversations. */
  private enter(): void {
    this.client = new Client({ base: HERE, site: this.site, embedded: true, userToken: () => this.token() });
    this.history = new History(`wenbao:site:${this.site || "own"}`);
  }

  private token(): string | Promise<string> {
    return typeof this.userToken === "function" ? this.userToken() : (this.userToken ?? "");
  }

  /** The attribute `theme` says light or dark, for the styles, whatever was asked for. */
  private settle(): void {
    this.settling = true;
    this.setAttribute("theme", resolved(asChoice(this.wanted)));
    this.settling = false;
  }

  protected override willUpdate(changed: PropertyValues): void {
    // Frameworks set attributes after they have placed the element.
    if (changed.has("site") && this.client.access.site !== this.site) this.enter();
    if (changed.has("speak") || !this.hasUpdated) {
      this.language = nearest([this.speak, document.documentElement.lang, ...navigator.languages]);
    }
  }

  protected override updated(): void {
    this.setAttribute("lang", this.language);
    if (this.mode === "inline" && this.thread.value && !this.thread.value.conversation.turns.length) this.restore();
  }

  private restored = false;

  private restore(): void {
    if (this.restored) return;
    this.restored = true;
    const kept = this.history.current ? this.history.find(this.history.current) : undefined;
    if (kept) this.thread.value?.open(kept);
  }

  /** Open the panel. */
  async show(): Promise<void> {
    this.opener = focused();
    this.open = true;
    await this.updateComplete;
    const panel = this.panel.value;
    if (panel && !panel.open) {
      if (matchMedia(PHONE).matches) panel.showModal();
      else panel.show();
    }
    await this.thread.value?.updateComplete;
    if (this.mode === "frame") void this.knock();
    this.restore();
    this.thread.value?.focus();
  }

  /** A frame that is refused stays blank, and says nothing: ask first. */
  private async knock(): Promise<void> {
    this.refused = "";
    try {
      await this.client.session();
    } catch (error) {
      this.refused = reasonOf(error, this.t, this.language);
    }
  }

  /** Close it; the focus goes back to where it was. */
  hide(): void {
    this.panel.value?.close();
  }

  /** Ask a question as if it had been typed. */
  async ask(question: string): Promise<void> {
    if (!this.isConnected) throw new Error("wenbao-chat: put the element into the page before it is asked");
    await this.updateComplete;
    if (this.mode === "frame") throw new Error('wenbao-chat: ask() needs mode "launcher" or "inline"');
    if (this.mode === "launcher" && !this.open) await this.show();
    await this.thread.value?.updateComplete;
    await this.thread.value?.ask(question);
  }

  private closed = () => {
    this.open = false;
    const back = this.opener;
    void this.updateComplete.then(() => {
      const launcher = this.renderRoot.querySelector<HTMLElement>(".launcher");
      (back?.isConnected && back !== document.body ? back : launcher)?.focus();
    });
  };

  private evidence = async (event: CustomEvent<Citation>) => {
    const turns = this.thread.value?.conversation.turns ?? [];
    const answer = turns.find((turn) => turn.answer?.citations.includes(event.detail))?.answer;
    try {
      await import("../parts/viewer");
      await this.viewer.value?.updateComplete;
      await this.viewer.value?.show(event.detail, answer?.citations ?? [event.detail]);
    } catch (error) {
      this.say(reasonOf(error, this.t, this.language));
    }
  };

  private say(text: string): void {
    this.toast = text;
    setTimeout(() => this.toast === text && (this.toast = ""), 6000);
  }

  private share = async (event: CustomEvent<Answer>) => {
    try {
      const { id } = await this.client.share(event.detail.trace_id);
      await navigator.clipboard.writeText(`${this.client.access.base}/s/${id}`);
      this.say(this.t.shared);
    } catch (error) {
      this.say(reasonOf(error, this.t, this.language));
    }
  };

  private begin = () => {
    this.past = false;
    this.thread.value?.open(null);
    this.thread.value?.focus();
  };

  private recall = (event: CustomEvent<Conversation>) => {
    this.past = false;
    this.thread.value?.open(event.detail);
  };

  private forget = (event: CustomEvent<string[]>) => {
    if (event.detail.includes(this.thread.value?.conversation.id ?? "")) this.thread.value?.open(null);
    this.requestUpdate();
  };

  private keys = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented || this.viewer.value?.opened) return;
    event.preventDefault();
    if (this.past) this.past = false;
    else if (this.mode !== "inline") this.hide();
  };

  override render() {
    const { t } = this;
    const viewer = html`<wb-viewer ${ref(this.viewer)} .client=${this.client} .language=${this.language}></wb-viewer>`;
    if (this.mode === "inline") return html`<section class="inline" part="panel" aria-label=${t.name}>${this.body()}</section>${viewer}`;
    return html`<button class="launcher" part="launcher" aria-expanded=${this.open ? "true" : "false"} ?hidden=${this.open} @click=${() => void this.show()}>
        ${icon("chat")}<span>${this.heading || t.name}</span>
      </button>
      <dialog ${ref(this.panel)} part="panel" aria-label=${this.heading || t.name} @close=${this.closed} @keydown=${this.keys}>
        ${this.open || this.restored ? this.body() : nothing}
      </dialog>
      ${viewer}`;
  }

  private body() {
    const { t } = this;
    const button = (name: Parameters<typeof icon>[0], label: string, action: () => void, pressed?: boolean) =>
      html`<button class="icon" aria-label=${label} title=${label} aria-expanded=${pressed === undefined ? nothing : pressed ? "true" : "false"} @click=${action}>
        ${icon(name)}
      </button>`;
    return html`<div class="top">
        <strong>${this.heading || t.name}</strong>
        ${this.mode === "frame"
          ? nothing
          : html`${button("plus", t.newChat, this.begin)} ${button("clock", t.history, () => (this.past = !this.past), this.past)}`}
        ${this.mode === "inline" ? nothing : button("close", t.close, () => this.hide())}
      </div>
      ${this.mode === "frame"
        ? this.refused
          ? html`<p class="refused" role="alert">${this.refused}</p>`
          : html`<iframe title=${t.name} src=${`${HERE}/embed?site=${encodeURIComponent(this.site)}`}></iframe>`
        : this.chat()}
      <p class="toast" role="status" ?hidden=${!this.toast}>${this.toast}</p>`;
  }

  private chat() {
    return html`<div class="chat" @evidence=${this.evidence} @share=${this.share}>
      ${this.past
        ? html`<wb-past
            .language=${this.language}
            .history=${this.history}
            .current=${this.thread.value?.conversation.id ?? ""}
            @recall=${this.recall}
            @forget=${this.forget}
          ></wb-past>`
        : nothing}
      <wb-thread
        ${ref(this.thread)}
        compact
        ?inert=${this.past}
        .client=${this.client}
        .language=${this.language}
        .history=${this.history}
        @ask=${(event: CustomEvent<string>) => void this.thread.value?.ask(event.detail)}
        @verdict=${(event: CustomEvent<{ turn: { verdict?: string }; verdict: string }>) => {
          event.detail.turn.verdict = event.detail.verdict;
          if (this.thread.value) this.history.keep(this.thread.value.conversation);
          (event.target as Part).requestUpdate();
        }}
      ></wb-thread>
    </div>`;
  }
}

define("wenbao-chat", WenbaoChat);
