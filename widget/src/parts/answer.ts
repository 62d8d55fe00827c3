/** One answer: the figure first and large, then what must be known beside it, the wording and the sources. */

import { html, nothing, type TemplateResult } from "lit";
import type { Turn } from "../core/history";
import type { Answer, Citation, Figure } from "../core/types";
import { reasonOf } from "../core/failures";
import { plain, type Trials } from "../core/trials";
import { choice, copied, grouped, leading, mostlyChinese, oneMeasure, place, rowsOf, warningsOf, wording } from "../core/wording";
import { answerStyles } from "./answer-styles";
import { icon } from "./icons";
import { define, Part } from "./part";
import "./snippet";
import { base } from "./tokens";

const SHOWN = 6;
const BESIDE_CHART = 4; // values that are shown above a chart of the same values
const LONGEST_NOTE = 2000; // as the API takes it
const STRIPS = 2;
type Render = (text: string, cite: (number: number) => Node | null) => DocumentFragment;
let render: Render | null = null;

/** The reader of markdown comes with the first question, not with the page. */
export async function loadMarkdown(): Promise<void> {
  try {
    render ??= (await import("../core/markdown")).rendered;
  } catch {
    // The service is gone: what is there is shown as plain text, and the next answer tries again.
  }
}

export class AnswerPart extends Part {
  static override properties = {
    turn: { attribute: false },
    last: { type: Boolean },
    frozen: { type: Boolean },
    opinion: { state: true },
    notice: { state: true },
    all: { state: true },
    ready: { state: true },
    trials: { attribute: false },
    spent: { attribute: false },
    instead: { attribute: false },
    good: { state: true },
  };
  static override styles = [base, answerStyles];

  declare turn: Turn;
  declare last: boolean;
  /** A shared answer: nothing can be said of it. */
  declare frozen: boolean;
  declare private opinion: "" | "wrong" | "missing";
  declare private notice: string;
  declare private all: boolean;
  declare private ready: boolean;
  declare trials: Trials | null;
  /** Questions that need not be offered again. */
  declare spent: ReadonlySet<string>;
  /** What may be asked where nothing that is suggested holds. */
  declare instead: readonly string[];
  /** The suggestions of a refusal that were tried and hold. */
  declare private good: readonly string[];
  private tried: Answer | null = null;

  constructor() {
    super();
    this.last = this.frozen = this.all = false;
    this.opinion = this.notice = "";
    this.ready = !!render;
    this.trials = null;
    this.spent = new Set();
    this.good = this.instead = [];
  }

  protected override firstUpdated(): void {
    if (!render) void loadMarkdown().then(() => (this.ready = !!render));
  }

  protected override updated(): void {
    const { answer } = this.turn;
    if (answer?.chart) void import("./chart").catch(() => undefined);
    if (this.last && answer?.route === "refuse" && this.tried !== answer) {
      this.tried = answer;
      void this.trials?.those(answer.suggestions).then((good) => (this.good = good));
    }
  }

  /** What may be asked next: never again what was asked in this conversation, and after a refusal only what holds. */
  private offered(answer: Answer): string[] {
    // Who asks in English on an English page is not sent on in Chinese.
    const english = this.language === "en" && !mostlyChinese(this.turn.question);
    const anew = (texts: readonly string[]) => texts.filter((text) => !this.spent.has(plain(text)) && !(english && mostlyChinese(text)));
    if (answer.route !== "refuse" || !this.trials) return anew(answer.suggestions);
    const good = anew(this.good.filter((text) => answer.suggestions.includes(text)));
    return good.length ? good : anew(this.instead);
  }

  override render() {
    const { answer } = this.turn;
    if (!answer) return this.turn.partial ? html`<article class="plain"><div class="text">${this.turn.partial}</div></article>` : nothing;
    const { leads, first, computed, others } = leading(answer);
    const several = leads.length > 1;
    const from = several ? leads.map((one) => one.citation ?? 0) : first?.formula ? first.inputs : [first?.citation ?? 0];
    const strips = rowsOf(from.map((number) => this.citation(number)));
    const drawn = answer.chart && oneMeasure(answer);
    const next = answer.route === "clarify" ? [] : this.offered(answer);
    return html`<article part="answer" class=${answer.route}>
        ${answer.route === "refuse" ? html`<p class="tag">${icon("none")}${this.t.notFound}</p>` : nothing}
        ${first && !several ? this.lead(first) : nothing}
        ${answer.chart && !drawn ? html`<p class="of">${this.t.mixed}</p>` : nothing}
        ${several && (!drawn || leads.length <= BESIDE_CHART) ? this.values(leads, true) : nothing}
        ${computed && computed !== first ? this.derived(computed) : nothing}
        ${strips.slice(0, STRIPS).map(
          ([one, ...also]) =>
            html`${strips.length > 1 ? html`<p class="of">${one.title}${[one, ...also].map((part) => this.mark(part.number))}</p>` : nothing}<wb-snippet
                .client=${this.client}
                .language=${this.language}
                .citation=${one}
                .also=${also.map((part) => part.bbox)}
              ></wb-snippet>`,
        )}
        ${warningsOf(answer).map(
          (warning) =>
            html`<div class="warning" role="note">
              ${icon("warn")}
              <p><strong class="hide">${this.t.warning}</strong>${this.plain(warning.message)}${warning.citations.map((n) => this.mark(n))}</p>
            </div>`,
        )}
        ${drawn
          ? html`<wb-chart .language=${this.language} .client=${this.client} .chart=${answer.chart}></wb-chart>`
          : this.values(others, false)}
        ${this.language === "en" && answer.route === "narrative" && mostlyChinese(answer.answer) ? html`<p class="of" data-quoted>${this.t.quoted}</p>` : nothing}
        <div class="text" lang=${this.language === "en" && mostlyChinese(answer.answer) ? "zh-CN" : nothing}>${this.words(wording(answer))}</div>
        ${answer.route === "clarify" && answer.suggestions.length ? this.choices(answer) : nothing}
        ${answer.citations.length ? this.sources(answer.citations) : nothing} ${this.frozen ? nothing : this.actions(answer)}
      </article>
      ${this.last && next.length ? this.next(next) : nothing}`;
  }

  private lead(figure: Figure) {
    return html`<div class="lead">
      <p class="whose">${[figure.organisation, figure.fiscal_year].filter(Boolean).join(" · ")}</p>
      <p class="amount" data-figure>
        <span>${grouped(figure.value)}</span><span class="unit">${figure.unit}</span>${figure.citation ? this.mark(figure.citation) : nothing}
      </p>
      <p class="label">${figure.label}</p>
      ${figure.formula ? this.formula(figure) : nothing}
    </div>`;
  }

  private formula(figure: Figure) {
    return html`<p class="formula" data-formula>
      <b>${this.t.formula}</b><span>${figure.formula}</span>${figure.inputs.length
        ? html`<span><b>${this.t.from}</b> ${figure.inputs.map((n) => this.mark(n))}</span>`
        : nothing}
    </p>`;
  }

  /** What follows from the values that were asked for: below them, and smaller. */
  private derived(figure: Figure) {
    return html`<div class="derived">
      <p><b>${this.t.also}</b> ${figure.label} <span class="sum">${grouped(figure.value)} ${figure.unit}</span></p>
      ${this.formula(figure)}
    </div>`;
  }

  /** Several values side by side, as large as each other; `asked`: they are what was asked for. */
  private values(figures: Figure[], asked: boolean) {
    if (!figures.length) return nothing;
    const shown = this.all ? figures : figures.slice(0, SHOWN);
    return html`<ul class="others ${asked ? "asked" : ""}">
        ${shown.map(
          (figure) =>
            html`<li>
              <p class="amount" ?data-figure=${asked}>
                <span>${grouped(figure.value)}</span><span class="unit">${figure.unit}</span>${figure.citation ? this.mark(figure.citation) : nothing}
              </p>
              <p class="label">${figure.label}</p>
              <p class="whose">${[figure.organisation, figure.fiscal_year].filter(Boolean).join(" · ")}</p>
            </li>`,
        )}
      </ul>
      ${figures.length > shown.length
        ? html`<button class="quiet" @click=${() => (this.all = true)}>${this.t.more(figures.length - shown.length)}</button>`
        : nothing}`;
  }

  private words(text: string): unknown {
    if (!this.ready || !render) return text;
    return render(text, (number) => this.button(number));
  }

  /** A message of ours, its numbers of citations left to the buttons behind it. */
  private plain(text: string): string {
    return text.replace(/\[\d+\]/g, "");
  }

  private citation(number: number): Citation | undefined {
    return this.turn.answer?.citations.find((one) => one.number === number);
  }

  private mark(number: number): TemplateResult | typeof nothing {
    const citation = this.citation(number);
    return citation
      ? html`<button class="cite" aria-label=${this.t.source(number)} @click=${() => this.tell("evidence", citation)}>${number}</button>`
      : nothing;
  }

  /** The same as a node, for inside the text. */
  private button(number: number): Node | null {
    const citation = this.citation(number);
    if (!citation) return null;
    const made = document.createElement("button");
    made.className = "cite";
    made.textContent = String(number);
    made.setAttribute("aria-label", this.t.source(number));
    made.addEventListener("click", () => this.tell("evidence", citation));
    return made;
  }

  private choices(answer: Answer) {
    return html`<div class="choices" role="group" aria-label=${this.t.choose}>
      ${answer.suggestions.map(
        (text) =>
          html`<button class="chip" @click=${() => this.tell("ask", text)}>${choice(text, this.turn.question)}${icon("right")}</button>`,
      )}
    </div>`;
  }

  private sources(citations: Citation[]) {
    return html`<div role="group" aria-label=${this.t.sources}>
      <h3>${this.t.sources}</h3>
      <ul class="sources">
        ${citations.map(
          (one) =>
            html`<li>
              <button class="source" data-citation=${one.number} @click=${() => this.tell("evidence", one)}>
                <span class="cite" aria-hidden="true">${one.number}</span>
                <span>${one.title}<small>${place(one).join(" · ")}</small></span>
                <span class="at">${this.t.page(one.page)}</span>
              </button>
            </li>`,
        )}
      </ul>
    </div>`;
  }

  private actions(answer: Answer) {
    const { t } = this;
    const { verdict } = this.turn;
    const row = answer.citations.find((one) => one.kind === "table" && one.bbox);
    const opinion = (name: "right" | "wrong" | "missing", drawn: "up" | "down" | "dots") =>
      html`<button class="quiet opinion" aria-label=${t[name]} aria-pressed=${verdict === name ? "true" : "false"} title=${t[name]} @click=${() => this.judge(name)}>
        ${icon(drawn)}<span>${t[name]}</span>
      </button>`;
    return html`<div class="actions">
        <button class="quiet" @click=${() => this.copy(answer)}>${icon("copy")}${t.copy}</button>
        <button class="quiet" @click=${() => this.tell("share", answer)}>${icon("share")}${t.share}</button>
        ${row
          ? html`<span role="group" aria-label=${t.exportRow}>
              <button class="quiet" @click=${() => this.exportRow(row, "xlsx")}>${icon("sheet")}${t.rowXlsx}</button>
              <button class="quiet" @click=${() => this.exportRow(row, "csv")}>${t.rowCsv}</button>
            </span>`
          : nothing}
        <span class="gap"></span>
        ${opinion("right", "up")} ${opinion("wrong", "down")} ${opinion("missing", "dots")}
      </div>
      ${this.opinion ? this.noteForm() : nothing}
      <p class="notice" role="status" ?hidden=${!this.notice}>${this.notice}</p>`;
  }

  private noteForm() {
    return html`<form @submit=${this.sendNote}>
      <input name="note" aria-label=${this.t.noteFor} placeholder=${this.t.noteFor} />
      <button class="solid">${this.t.sendNote}</button>
    </form>`;
  }

  private async judge(name: "right" | "wrong" | "missing"): Promise<void> {
    if (name === "right") {
      await this.opine(name, "");
      return;
    }
    this.opinion = name;
    await this.updateComplete;
    this.renderRoot.querySelector("input")?.focus();
  }

  private sendNote = (event: SubmitEvent) => {
    event.preventDefault();
    const note = String(new FormData(event.target as HTMLFormElement).get("note") ?? "");
    if (note.length > LONGEST_NOTE) this.notice = this.t.noteTooLong(note.length, LONGEST_NOTE);
    else if (this.opinion) void this.opine(this.opinion, note);
  };

  private async opine(verdict: string, note: string): Promise<void> {
    const { question, answer } = this.turn;
    try {
      await this.client.opine({ verdict, note, question, trace_id: answer?.trace_id ?? "unknown" });
      this.opinion = "";
      this.notice = this.t.thanks;
      this.tell("verdict", { turn: this.turn, verdict });
    } catch (error) {
      this.notice = reasonOf(error, this.t, this.language);
    }
  }

  private async copy(answer: Answer): Promise<void> {
    try {
      await navigator.clipboard.writeText(copied(this.turn.question, answer, this.t.page));
      this.notice = this.t.copied;
    } catch {
      this.notice = this.t.copyFailed;
    }
  }

  private async exportRow(citation: Citation, format: "csv" | "xlsx"): Promise<void> {
    try {
      const marks = await this.client.marks(citation.document_id, citation.page, citation.bbox ?? []);
      const row = marks.table === null ? "" : `&table=${marks.table}&row=${marks.row_number}`;
      await this.client.download(`/api/records/export?document=${citation.document_id}${row}&format=${format}`, `row.${format}`);
    } catch (error) {
      this.notice = reasonOf(error, this.t, this.language);
    }
  }

  private next(suggestions: string[]) {
    return html`<div class="next" role="group" aria-label=${this.t.suggestions}>
      <h3>${this.t.suggestions}</h3>
      <div class="chips">
        ${suggestions.map((text) => html`<button class="chip" @click=${() => this.tell("ask", text)}>${text}</button>`)}
      </div>
    </div>`;
  }
}

define("wb-answer", AnswerPart);
