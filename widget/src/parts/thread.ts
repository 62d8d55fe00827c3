/** The conversation: questions, answers, and the place to ask. */

import { html, nothing, type PropertyValues } from "lit";
import { createRef, ref } from "lit/directives/ref.js";
import { repeat } from "lit/directives/repeat.js";
import { Failure } from "../core/client";
import { begun, type Conversation, type History, type Turn } from "../core/history";
import type { Answer, Report } from "../core/types";
import { grouped, inLanguage, leading } from "../core/wording";
import { loadMarkdown } from "./answer";
import { icon } from "./icons";
import { define, Part } from "./part";
import { threadStyles } from "./thread-styles";
import { base } from "./tokens";

const LONGEST = 1000;
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

  private readonly box = createRef<HTMLTextAreaElement>();
  private settling = 0;
  private readonly growth = new ResizeObserver(() => this.grown());
  private readonly end = createRef<HTMLDivElement>();

  constructor() {
    super();
    this.compact = false;
    this.conversation = begun();
    this.reports = this.asking = null;
    this.stage = this.said = "";
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.growth.disconnect();
  }

  protected override firstUpdated(): void {
    const list = this.renderRoot.querySelector("ol");
    if (list) this.growth.observe(list);
    void this.client.reports().then(
      ({ reports }) => (this.reports = reports),
      () => undefined,
    );
  }

  /** Open a conversation of the history, or begin a new one. */
  open(conversation: Conversation | null): void {
    this.asking?.abort();
    this.asking = null;
    this.conversation = conversation ? structuredClone(conversation) : begun();
    this.history.current = conversation?.id ?? null;
    this.said = "";
    void this.updateComplete.then(() => this.end.value?.scrollIntoView({ block: "end" }));
  }

  override focus(): void {
    this.box.value?.focus();
  }

  async ask(question: string): Promise<void> {
    const text = question.trim().slice(0, LONGEST);
    if (!text || this.asking) return;
    void loadMarkdown();
    const asking = new AbortController();
    const turn: Turn = { question: text, answer: null };
    const { conversation } = this;
    conversation.turns = [...conversation.turns, turn];
    this.asking = asking;
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
      this.said = this.reason(turn.failed, error instanceof Failure ? error.message : "");
    }
    delete turn.partial;
    conversation.at = Date.now();
    this.history.keep(conversation);
    if (this.conversation !== conversation) return;
    this.history.current = conversation.id;
    this.asking = null;
    this.stage = "";
    this.changed(turn);
    this.tell("asked", turn);
    await this.showLast();
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

  private reason(code: string, message = ""): string {
    const { t } = this;
    const known: Record<string, string> = {
      offline: t.offline,
      interrupted: t.interrupted,
      stopped: t.stopped,
      origin_refused: t.refused,
      key_required: t.needKey,
      question_too_long: t.tooLong,
    };
    return known[code] ?? (inLanguage(message, this.language) || t.failed);
  }

  private retry(turn: Turn): void {
    const { conversation } = this;
    conversation.turns = conversation.turns.filter((other) => other !== turn);
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
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, 160)}px`;
  };

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("language") && this.said) this.said = "";
  }

  override render() {
    const { turns } = this.conversation;
    return html`<div class="scroll" part="thread" @wheel=${this.moved} @touchmove=${this.moved} @keydown=${this.moved} @pointerdown=${this.moved}>
        ${turns.length ? nothing : this.welcome()}
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
      <wb-answer .client=${this.client} .language=${this.language} .turn=${turn} ?last=${last && !this.asking}></wb-answer>
      ${waiting ? html`<p class="waiting"><i></i>${this.stage}</p>` : nothing}
      ${turn.failed && !turn.answer
        ? html`<div class="failed">
            <p>${this.reason(turn.failed)}</p>
            <button class="line" @click=${() => this.retry(turn)}>${this.t.retry}</button>
          </div>`
        : nothing}
    </li>`;
  }

  private welcome() {
    const { t, reports } = this;
    const sum = (name: "tables" | "records") => grouped(String(reports?.reduce((total, report) => total + report[name], 0) ?? 0));
    return html`<section class="welcome">
      ${this.compact ? nothing : html`<img src=${this.client.url("/assets/mark.svg")} alt="" width="52" height="52" />`}
      ${this.compact ? html`<h2 class="tagline">${t.tagline}</h2>` : html`<h1 class="tagline">${t.tagline}</h1>`}
      <p>${t.promise}</p>
      ${reports?.length ? html`<p class="held">${t.held(grouped(String(reports.length)), sum("tables"), sum("records"))}</p>` : nothing}
      ${reports?.length
        ? html`<div class="examples" role="group" aria-label=${t.examples}>
            <p class="say">${t.examples}</p>
            ${examples(reports).map(
              (text) => html`<button class="chip" @click=${() => void this.ask(text)}>${text}${icon("right")}</button>`,
            )}
          </div>`
        : nothing}
    </section>`;
  }

  private composer() {
    const { t } = this;
    return html`<form class="composer" part="composer" @submit=${this.submit}>
      <div class="field">
        <textarea
          ${ref(this.box)}
          rows="1"
          maxlength=${LONGEST}
          aria-label=${t.ask}
          placeholder=${this.compact || matchMedia("(max-width: 640px)").matches ? t.placeholderShort : t.placeholder}
          @keydown=${this.keys}
          @input=${this.grow}
          @focus=${() => void loadMarkdown()}
        ></textarea>
        ${this.asking
          ? html`<button type="button" class="send" aria-label=${t.stop} title=${t.stop} @click=${() => this.asking?.abort()}>${icon("stop")}</button>`
          : html`<button class="send" aria-label=${t.send} title=${t.send}>${icon("send")}</button>`}
      </div>
      <p class="privacy">${t.privacy}</p>
    </form>`;
  }
}

/** Questions that the shelf can answer, by what its reports are: accounts state totals, others their text. */
export function examples(reports: readonly Report[]): string[] {
  const found: string[] = [];
  const named = reports.filter((report) => report.organisation && report.fiscal_year);
  for (const report of named.filter((one) => one.records > 100)) {
    const owner = `${report.organisation}${report.fiscal_year}年`;
    found.push(`${owner}本年支出合计是多少？`, `${owner}“三公”经费决算是多少？`);
  }
  for (const report of named.filter((one) => one.passages && one.records <= 100)) {
    found.push(`${report.organisation}${report.fiscal_year}年的主要绩效是什么？`);
  }
  // One of each kind before a second of any.
  const kinds = [...found.filter((_, index) => index % 2 === 0), ...found.filter((_, index) => index % 2 === 1)];
  return [...new Set(kinds)].slice(0, 3);
}

/** What is read out when an answer has come: the figure, or its first sentence. */
export function spoken(answer: Answer, answered: string): string {
  const figure = leading(answer).first;
  if (figure) return `${answered}：${figure.label} ${figure.value} ${figure.unit}`;
  return `${answered}：${answer.answer.replace(/[*>#]|\[\d+\]/g, "").trim().slice(0, 120)}`;
}

define("wb-thread", Thread);
