/** One answer: the figure first and large, then what must be known beside it, the wording and the sources. */

import { html, nothing, type TemplateResult } from "lit";
import type { Turn } from "../core/history";
import type { Answer, Citation, Figure } from "../core/types";
import { choice, copied, grouped, leading, place, wording } from "../core/wording";
import { answerStyles } from "./answer-styles";
import { icon } from "./icons";
import { define, Part } from "./part";
import "./snippet";
import { base } from "./tokens";

const SHOWN = 6;
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

  constructor() {
    super();
    this.last = this.frozen = this.all = false;
    this.opinion = this.notice = "";
    this.ready = !!render;
  }

  protected override firstUpdated(): void {
    if (!render) void loadMarkdown().then(() => (this.ready = !!render));
  }

  protected override updated(): void {
    if (this.turn.answer?.chart) void import("./chart");
  }

  override render() {
    const { answer } = this.turn;
    if (!answer) return this.turn.partial ? html`<article class="plain"><div class="text">${this.turn.partial}</div></article>` : nothing;
    const { first, others } = leading(answer);
    const from = first?.formula ? first.inputs : [first?.citation ?? 0];
    const strips = from.map((number) => this.citation(number)).filter((one) => one?.kind === "table" && one.bbox);
    return html`<article part="answer" class=${answer.route}>
        ${answer.route === "refuse" ? html`<p class="tag">${icon("none")}${this.t.notFound}</p>` : nothing}
        ${first ? this.lead(first) : nothing}
        ${strips
          .slice(0, STRIPS)
          .map((one) => html`${strips.length > 1 && one ? html`<p class="of">${one.title}${this.mark(one.number)}</p>` : nothing}<wb-snippet .client=${this.client} .language=${this.language} .citation=${one}></wb-snippet>`)}
        ${answer.warnings.map(
          (warning) =>
            html`<div class="warning" role="note">
              ${icon("warn")}
              <p><strong class="hide">${this.t.warning}</strong>${this.plain(warning.message)}${warning.citations.map((n) => this.mark(n))}</p>
            </div>`,
        )}
        ${answer.chart
          ? html`<wb-chart .language=${this.language} .client=${this.client} .chart=${answer.chart}></wb-chart>`
          : this.others(others)}
        <div class="text">${this.words(wording(answer))}</div>
        ${answer.route === "clarify" && answer.suggestions.length ? this.choices(answer) : nothing}
        ${answer.citations.length ? this.sources(answer.citations) : nothing} ${this.frozen ? nothing : this.actions(answer)}
      </article>
      ${this.last && answer.route !== "clarify" && answer.suggestions.length ? this.next(answer.suggestions) : nothing}`;
  }

  private lead(figure: Figure) {
    return html`<div class="lead">
      <p class="whose">${[figure.organisation, figure.fiscal_year].filter(Boolean).join(" · ")}</p>
      <p class="amount" data-figure>
        <span>${grouped(figure.value)}</span><span class="unit">${figure.unit}</span>${figure.citation ? this.mark(figure.citation) : nothing}
      </p>
      <p class="label">${figure.label}</p>
      ${figure.formula
        ? html`<p class="formula" data-formula>
            <b>${this.t.formula}</b><span>${figure.formula}</span>${figure.inputs.length
              ? html`<span><b>${this.t.from}</b> ${figure.inputs.map((n) => this.mark(n))}</span>`
              : nothing}
          </p>`
        : nothing}
    </div>`;
  }

  private others(figures: Figure[]) {
    if (!figures.length) return nothing;
    const shown = this.all ? figures : figures.slice(0, SHOWN);
    return html`<ul class="others">
        ${shown.map(
          (figure) =>
            html`<li>
              <p class="amount"><span>${grouped(figure.value)}</span><span class="unit">${figure.unit}</span>${figure.citation ? this.mark(figure.citation) : nothing}</p>
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
        ${row ? html`<button class="quiet" @click=${() => this.exportRow(row)}>${icon("sheet")}${t.exportRow}</button>` : nothing}
        <span class="gap"></span>
        ${opinion("right", "up")} ${opinion("wrong", "down")} ${opinion("missing", "dots")}
      </div>
      ${this.opinion ? this.noteForm() : nothing}
      <p class="notice" role="status" ?hidden=${!this.notice}>${this.notice}</p>`;
  }

  private noteForm() {
    return html`<form @submit=${this.sendNote}>
      <input name="note" maxlength="2000" aria-label=${this.t.noteFor} placeholder=${this.t.noteFor} />
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
    const note = new FormData(event.target as HTMLFormElement).get("note");
    if (this.opinion) void this.opine(this.opinion, String(note ?? ""));
  };

  private async opine(verdict: string, note: string): Promise<void> {
    const { question, answer } = this.turn;
    try {
      await this.client.opine({ verdict, note, question, trace_id: answer?.trace_id ?? "unknown" });
      this.opinion = "";
      this.notice = this.t.thanks;
      this.tell("verdict", { turn: this.turn, verdict });
    } catch {
      this.notice = this.t.failed;
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

  private async exportRow(citation: Citation): Promise<void> {
    try {
      const marks = await this.client.marks(citation.document_id, citation.page, citation.bbox ?? []);
      const row = marks.table === null ? "" : `&table=${marks.table}&row=${marks.row_number}`;
      await this.client.download(`/api/records/export?document=${citation.document_id}${row}&format=csv`, "row.csv");
    } catch {
      this.notice = this.t.failed;
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
