/** The conversation: questions, answers, and the place to ask. */

import { html, nothing, type PropertyValues } from "lit";
import { createRef, ref } from "lit/directives/ref.js";
import { repeat } from "lit/directives/repeat.js";
import { type Example, examplesFor } from "../core/examples";
import { Failure, reason, reasonOf } from "../core/failures";
import { begun, type Conversation, type History, type Turn, unique } from "../core/history";
import { spent, Trials } from "../core/trials";
import type { Report } from "../core/types";
import { spoken } from "../core/wording";
import { loadMarkdown } from "./answer";
import { icon } from "./icons";
import { define, Part } from "./part";
import { threadStyles } from "./thread-styles";
import { base } from "./tokens";
import { welcome } from "./welcome";

const COUNTED = 500; // characters from which on they are counted
const TOO_LONG = new Set(["question_too_long", "body_too_large"]);
const EARLIER = 4; // questions that go with the next one
const SETTLING = 2500; // milliseconds in which what comes late may move the thread

export class Thread extends Part {
  static override properties = {
    history: { attribute: false },
    compact: { type: Boolean, reflect: true },
    conversation: { state: true },
    reports: { state: true },
    asking: { state: true },
    stage: { state: true },
    said: { state: true },
    examples: { state: true },
    typed: { state: true },
    refused: { state: true },
  };
  static override styles = [base, threadStyles];

  declare history: History;
  /** In a widget's panel: no more than what is needed. */
  declare compact: boolean;
  declare conversation: Conversation;
  declare private reports: Report[] | null;
  declare private asking: AbortController | null;
  declare private stage: string;
  declare private said: string;
  declare private examples: Example[];
  declare private typed: number;
  /** Why the text in the box cannot be asked. */
  declare private refused: string;

  private trials: Trials | null = null;
  private unwatch: () => void = () => undefined;
  private readonly box = createRef<HTMLTextAreaElement>();
  private settling = 0;
  private readonly growth = new ResizeObserver(() => this.grown());
  private readonly end = createRef<HTMLDivElement>();

  constructor() {
    super();
    this.compact = false;
    this.conversation = begun();
    this.reports = this.asking = null;
    this.stage = this.said = this.refused = "";
    this.examples = [];
    this.typed = 0;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.growth.disconnect();
    this.unwatch();
  }

  protected override firstUpdated(): void {
    const list = this.renderRoot.querySelector("ol");
    if (list) this.growth.observe(list);
    void this.client.reports().then(
      ({ reports }) => {
        this.reports = reports;
        if (!this.conversation.turns.length) void this.exemplify();
      },
      () => undefined,
    );
  }

  /** Examples are shown once this service has answered them. */
  private async exemplify(): Promise<void> {
    const { language, reports, trials } = this;
    if (!reports?.length || !trials) return;
    await examplesFor(reports, language, trials, (found) => {
      if (language === this.language) this.examples = found;
      return language === this.language && !this.asking;
    });
  }

  /** Another tab has changed a conversation: it is shown as it is now, and nothing of ours is lost. */
  private follow(id: string | null): void {
    const { conversation } = this;
    if (this.asking || !conversation.turns.length || (id !== null && id !== conversation.id)) return;
    const there = this.history.find(conversation.id);
    if (!there) this.open(null);
    else if (conversation.turns.some((turn) => !there.turns.some((other) => other.id === turn.id))) this.adopt(this.history.keep(conversation));
    else this.adopt(there);
  }

  private adopt(whole: Conversation): void {
    const { conversation } = this;
    const turns = whole.turns.map((turn) => {
      const own = conversation.turns.find((other) => other.id === turn.id);
      return own ? Object.assign(own, turn) : turn;
    });
    this.conversation = Object.assign(conversation, whole, { turns });
    this.requestUpdate();
    this.renderRoot.querySelectorAll("wb-answer").forEach((part) => (part as Part).requestUpdate());
  }

  /** Open a conversation of the history, or begin a new one. */
  open(conversation: Conversation | null): void {
    this.asking?.abort();
    this.asking = null;
    this.conversation = conversation ? structuredClone(conversation) : begun();
    for (const turn of this.conversation.turns) turn.id ??= unique();
    this.history.current = conversation?.id ?? null;
    this.said = this.refused = "";
    if (!this.conversation.turns.length && !this.examples.length) void this.exemplify();
    void this.updateComplete.then(() => this.end.value?.scrollIntoView({ block: "end" }));
  }

  override focus(): void {
    this.box.value?.focus();
  }

  async ask(question: string): Promise<void> {
    const text = question.trim();
    if (!text || this.asking) return;
    void loadMarkdown();
    const asking = new AbortController();
    const turn: Turn = { id: unique(), at: Date.now(), question: text, answer: null };
    const { conversation } = this;
    conversation.turns = [...conversation.turns, turn];
    this.asking = asking;
    this.refused = "";
    this.stage = this.said = this.t.thinking;
    this.changed(turn);
    await this.showLast();
    try {
      turn.answer = await this.client.ask({
        question: text,
        conversation: conversation.thread,
        earlier: conversation.turns.filter((other) => other.answer).slice(-EARLIER).map((other) => other.question),
        signal: asking.signal,
        onStatus: () => (this.stage = this.t.checking),
        onText: (partial) => {
          turn.partial = partial;
          this.changed(turn);
        },
      });
      conversation.thread = turn.answer.conversation_id;
      this.said = spoken(turn.answer, this.t.answered);
    } catch (error) {
      turn.failed = asking.signal.aborted ? "stopped" : error instanceof Failure ? error.code : "failed";
      if (error instanceof Failure && error.message) turn.told = error.message;
      this.said = asking.signal.aborted ? this.t.stopped : reasonOf(error, this.t, this.language);
    }
    delete turn.partial;
    await this.settle(conversation, turn);
  }

  /** The answer has come, or will not: keep it, and show it where the conversation is still open. */
  private async settle(conversation: Conversation, turn: Turn): Promise<void> {
    const tooLong = TOO_LONG.has(turn.failed ?? "");
    if (tooLong) conversation.turns = conversation.turns.filter((other) => other !== turn);
    conversation.at = Date.now();
    const whole = this.history.keep(conversation);
    if (this.conversation !== conversation) return;
    this.history.current = conversation.turns.length ? conversation.id : null;
    this.asking = null;
    this.stage = "";
    this.adopt(whole);
    if (tooLong) this.giveBack(turn);
    else {
      this.changed(turn);
      this.tell("asked", turn);
      if (turn.answer?.route === "refuse" && !this.examples.length) void this.exemplify();
      await this.showLast();
    }
  }

  /** A question that is over the service's limit comes back into its box, whole. */
  private giveBack(turn: Turn): void {
    this.refused = reason({ code: turn.failed ?? "", message: turn.told ?? "" }, this.t, this.language);
    const box = this.box.value;
    if (!box) return;
    box.value = turn.question;
    this.grow();
    box.focus();
  }

  /** A turn that looks new is drawn anew. */
  private changed(turn: Turn): void {
    const { turns } = this.conversation;
    const at = turns.indexOf(turn);
    if (at < 0) return;
    this.conversation = Object.assign(this.conversation, { turns: [...turns] });
    this.requestUpdate();
    const part = this.renderRoot.querySelectorAll("wb-answer")[at];
    (part as Part | undefined)?.requestUpdate();
  }

  private async showLast(): Promise<void> {
    await this.updateComplete;
    this.settling = performance.now() + SETTLING;
    this.last()?.scrollIntoView({ block: "start", behavior: "smooth" });
  }

  private last(): Element | undefined {
    const items = this.renderRoot.querySelectorAll("li.turn");
    return items[items.length - 1];
  }

  /** Strips and charts come after the text: the question stays where it is read from, unless the reader moves. */
  private grown = () => {
    if (performance.now() < this.settling) this.last()?.scrollIntoView({ block: "start" });
  };

  private moved = () => (this.settling = 0);

  private retry(turn: Turn): void {
    const { conversation } = this;
    conversation.turns = conversation.turns.filter((other) => other !== turn);
    if (turn.id) conversation.dropped = [...(conversation.dropped ?? []), turn.id];
    void this.ask(turn.question);
  }

  private submit = (event?: Event) => {
    event?.preventDefault();
    const box = this.box.value;
    if (!box || this.asking) return;
    const { value } = box;
    box.value = "";
    this.grow();
    void this.ask(value);
  };

  private keys = (event: KeyboardEvent) => {
    // Enter that ends a composition of characters does not send.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) this.submit(event);
  };

  private grow = () => {
    const box = this.box.value;
    if (!box) return;
    this.typed = box.value.trim().length;
    if (this.refused && !this.typed) this.refused = "";
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, 160)}px`;
  };

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("client")) this.trials = new Trials(this.client);
    if (changed.has("history")) {
      this.unwatch();
      this.unwatch = this.history.watch((id, elsewhere) => elsewhere && this.follow(id));
    }
    if (!changed.has("language") || !this.hasUpdated) return;
    this.said = this.refused = "";
    this.examples = [];
    if (!this.conversation.turns.length) void this.exemplify();
  }

  override render() {
    const { turns } = this.conversation;
    return html`<div class="scroll" part="thread" @wheel=${this.moved} @touchmove=${this.moved} @keydown=${this.moved} @pointerdown=${this.moved}>
        ${turns.length
          ? nothing
          : welcome(this.t, {
              compact: this.compact,
              mark: this.client.url("/assets/mark.svg"),
              reports: this.reports,
              examples: this.examples,
              ask: (text) => void this.ask(text),
            })}
        <div role="log" aria-live="off" aria-label=${this.t.answers} aria-busy=${this.asking ? "true" : "false"} ?hidden=${!turns.length}>
          ${this.compact ? nothing : html`<h1 class="hide">${this.t.answers}</h1>`}
          <ol>
            ${repeat(
              turns,
              (_, index) => `${this.conversation.id}:${index}`,
              (turn, index) => this.turn(turn, index === turns.length - 1),
            )}
          </ol>
        </div>
        <div ${ref(this.end)}></div>
      </div>
      <p class="hide" role="status" data-status>${this.said}</p>
      ${this.composer()}`;
  }

  private turn(turn: Turn, last: boolean) {
    const waiting = last && this.asking && !turn.partial;
    return html`<li class="turn">
      <h2 class="question"><span class="hide">${this.t.you}：</span><span>${turn.question}</span></h2>
      <wb-answer .client=${this.client} .language=${this.language} .turn=${turn} .trials=${this.trials} .spent=${spent(this.conversation.turns)} .instead=${this.examples.map((one) => one.text)} ?last=${last && !this.asking}></wb-answer>
      ${waiting ? html`<p class="waiting"><i></i>${this.stage}</p>` : nothing}
      ${turn.failed && !turn.answer
        ? html`<div class="failed">
            <p>${reason({ code: turn.failed, message: turn.told ?? "" }, this.t, this.language)}</p>
            ${turn.failed === "key_required" ? html`<a class="line" href=${this.client.url("/reports")}>${icon("key")}${this.t.giveKey}</a>` : nothing}
            <button class="line" @click=${() => this.retry(turn)}>${this.t.retry}</button>
          </div>`
        : nothing}
    </li>`;
  }

  private composer() {
    const { t } = this;
    return html`<form class="composer" part="composer" @submit=${this.submit}>
      <div class="field">
        <textarea
          ${ref(this.box)}
          rows="1"
          aria-label=${t.ask}
          aria-invalid=${this.refused ? "true" : "false"}
          aria-describedby=${this.refused ? "refused" : nothing}
          placeholder=${this.compact || matchMedia("(max-width: 640px)").matches ? t.placeholderShort : t.placeholder}
          @keydown=${this.keys}
          @input=${this.grow}
          @focus=${() => void loadMarkdown()}
        ></textarea>
        ${this.asking
          ? html`<button type="button" class="send" aria-label=${t.stop} title=${t.stop} @click=${() => this.asking?.abort()}>${icon("stop")}</button>`
          : html`<button class="send" aria-label=${t.send} title=${t.send}>${icon("send")}</button>`}
      </div>
      ${this.refused ? html`<p class="over" id="refused" role="alert">${this.refused}</p>` : nothing}
      <p class="privacy">${this.typed >= COUNTED ? html`<span class="count">${t.characters(this.typed)}</span>` : t.privacy}</p>
    </form>`;
  }
}

define("wb-thread", Thread);
