/** What the reports' own checks found: by report and severity, both places side by side, accepted with a
 *  note, exported; and a report checked before it is published. */

import { html, nothing } from "lit";
import { createRef, ref } from "lit/directives/ref.js";
import { reasonOf } from "../core/failures";
import { keepForTab, ofTab, storedKey } from "../core/key";
import type { Finding, FindingPage, Report } from "../core/types";
import { icon } from "../parts/icons";
import { define, Part } from "../parts/part";
import { base } from "../parts/tokens";
import { auditStyles } from "./audit-styles";
import { type AuditWords, auditWords } from "./audit-words";
import "./side";
import { staffStyles } from "./styles";

const PAGE = 200;
const NAME = "wenbao-auditor";

interface Wanted {
  document: string;
  severity: "error" | "warning" | "note";
  category: string;
  state: string;
  words: string;
}

export class Audit extends Part {
  static override properties = {
    ...Part.properties,
    document: { attribute: false },
    reports: { state: true },
    checked: { state: true },
    found: { state: true },
    wanted: { state: true },
    chosen: { state: true },
    checking: { state: true },
    failed: { state: true },
  };
  static override styles = [base, staffStyles, auditStyles];

  declare document: string;
  declare private reports: Report[];
  declare private checked: Report[];
  declare private found: FindingPage | null;
  declare private wanted: Wanted;
  declare private chosen: Finding | null;
  declare private checking: string;
  declare private failed: string;
  private readonly picker = createRef<HTMLInputElement>();
  private visit = 0;
  private timer = 0;

  constructor() {
    super();
    this.document = this.checking = this.failed = "";
    this.reports = this.checked = [];
    this.found = this.chosen = null;
    this.wanted = { document: "", severity: "note", category: "", state: "open", words: "" };
  }

  private get w(): AuditWords {
    return auditWords(this.language);
  }

  protected override firstUpdated(): void {
    this.wanted = { ...this.wanted, document: this.document };
    void this.load();
    void this.client.reports().then(
      ({ reports }) => (this.reports = reports),
      () => undefined,
    );
  }

  private query(): string {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(this.wanted)) if (value) query.set(name, value);
    return query.toString();
  }

  private async load(more = false): Promise<void> {
    const visit = ++this.visit;
    const have = more ? (this.found?.findings ?? []) : [];
    try {
      const page = await this.client.findings(`${this.query()}&limit=${PAGE}&offset=${have.length}`);
      if (visit !== this.visit) return;
      this.found = { ...page, findings: [...have, ...page.findings] };
      this.failed = "";
      if (!more) this.chosen = page.findings.find((finding) => this.same(finding)) ?? gravest(page.findings)[0] ?? null;
    } catch (error) {
      if (visit === this.visit) this.failed = reasonOf(error, this.t, this.language);
    }
  }

  private same(finding: Finding): boolean {
    return finding.id === this.chosen?.id && finding.document_id === this.chosen.document_id;
  }

  private want(name: keyof Wanted) {
    return (event: Event) => {
      this.wanted = { ...this.wanted, [name]: (event.target as HTMLInputElement).value };
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => void this.load(), name === "words" ? 250 : 0);
    };
  }

  // --- check before publication --------------------------------------------------------------------

  private picked = async (event: Event) => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = "";
    if (!file) return;
    this.checking = file.name;
    this.failed = "";
    try {
      const report = await this.client.check(file);
      this.checked = [report, ...this.checked];
      this.wanted = { ...this.wanted, document: report.document_id, state: "" };
      await this.load();
    } catch (error) {
      this.failed = reasonOf(error, this.t, this.language);
    }
    this.checking = "";
  };

  private async takeAway(report: Report): Promise<void> {
    await this.client.takeAway(report.document_id).catch(() => undefined);
    this.checked = this.checked.filter((other) => other !== report);
    if (this.wanted.document === report.document_id) this.wanted = { ...this.wanted, document: "", state: "open" };
    await this.load();
  }

  private desk() {
    const { w } = this;
    return html`<section class="check" aria-labelledby="check">
      <div>
        <h2 id="check">${w.check}</h2>
        <p class="lead">${w.checkLead}</p>
      </div>
      <button class="line" ?disabled=${!!this.checking} @click=${() => this.picker.value?.click()}>${icon("out")}${w.pick}</button>
      <input ${ref(this.picker)} type="file" hidden aria-label=${w.pick} @change=${this.picked} />
      <p role="status" class="lead">${this.checking ? w.checking(this.checking) : ""}</p>
      ${this.checked.map(
        (report) =>
          html`<p class="bar" data-checked=${report.document_id}>
            <span class="badge">${w.checked}</span>${report.source}
            <button class="quiet" @click=${() => void this.takeAway(report)}>${w.takeAway}</button>
          </p>`,
      )}
    </section>`;
  }

  // --- decisions ---------------------------------------------------------------------------------------

  private decide = async (event: SubmitEvent) => {
    event.preventDefault();
    const { chosen } = this;
    if (!chosen) return;
    const form = new FormData(event.target as HTMLFormElement);
    const by = String(form.get("by") ?? "").trim();
    keepForTab(NAME, by);
    await this.settle(chosen, "accepted", String(form.get("note") ?? "").trim(), by);
  };

  private async settle(finding: Finding, state: "accepted" | "open", note = "", by = ""): Promise<void> {
    try {
      const changed = await this.client.decide(finding.document_id, finding.id, { state, note, by });
      this.chosen = changed;
      await this.load();
      this.chosen = changed;
    } catch (error) {
      this.failed = reasonOf(error, this.t, this.language);
    }
  }

  // --- the page ----------------------------------------------------------------------------------------

  override render() {
    const { w, found } = this;
    return html`<div class="page">
      <div>
        <h1>${w.audit}</h1>
        <p class="lead">${w.lead}</p>
      </div>
      ${this.desk()} ${this.filters()}
      ${this.failed ? html`<p class="blank" role="alert">${this.failed}</p>` : nothing}
      ${found
        ? html`<div class="bar">
              <p role="status">${w.counts(found.counts["error"] ?? 0, found.counts["warning"] ?? 0, found.counts["note"] ?? 0)}</p>
              <span class="gap"></span>
              ${this.export("xlsx", w.exportXlsx)}
              <button class="line" @click=${() => void this.print()}>${icon("sheet")}${w.print}</button>
            </div>
            ${found.findings.length ? this.both(found) : html`<p class="blank">${w.none}</p>`}`
        : nothing}
    </div>`;
  }

  private export(format: string, name: string) {
    const get = () => this.client.download(`/api/findings/export?${this.query()}&format=${format}`, `findings.${format}`);
    return html`<button class="line" @click=${() => void get()}>${icon("sheet")}${name}</button>`;
  }

  /** The page to print: a window of its own, or a file where a key is needed to see it. */
  private async print(): Promise<void> {
    const path = `/api/findings/export?${this.query()}&format=html`;
    if (storedKey()) await this.client.download(path, "findings.html");
    else window.open(this.client.url(path), "_blank", "noopener");
  }

  private filters() {
    const { w, wanted } = this;
    const option = (value: string, text: string, of: string) => html`<option value=${value} ?selected=${value === of}>${text}</option>`;
    const select = (name: keyof Wanted, label: string, options: [string, string][]) =>
      html`<label>${label}<select @change=${this.want(name)}>${options.map(([value, text]) => option(value, text, wanted[name]))}</select></label>`;
    const reports: [string, string][] = [...this.checked, ...this.reports].map((report) => [report.document_id, report.source]);
    return html`<div class="filters">
      ${select("document", w.document, [["", w.everyReport], ...reports])}
      ${select("severity", w.severity, Object.entries(w.andGraver).reverse())}
      ${select("category", w.category, [["", w.every], ...Object.entries(w.categories)])}
      ${select("state", w.state, [["", w.every], ...Object.entries(w.states)])}
      <label class="wide">${w.words}<input type="search" .value=${wanted.words} @input=${this.want("words")} /></label>
    </div>`;
  }

  private both(found: FindingPage) {
    const { w } = this;
    const byReport = new Map<string, Finding[]>();
    for (const finding of gravest(found.findings)) byReport.set(finding.source, [...(byReport.get(finding.source) ?? []), finding]);
    return html`<div class="audit">
      <div class="list-of">
        ${[...byReport].map(([source, findings]) => this.report(source, findings))}
        ${found.next_offset === null
          ? nothing
          : html`<button class="line" @click=${() => void this.load(true)}>${w.more_(found.findings.length, found.total)}</button>`}
      </div>
      <section class="detail" aria-live="polite">${this.chosen ? this.detail(this.chosen) : html`<p class="blank">${w.chosen}</p>`}</section>
    </div>`;
  }

  private report(source: string, findings: Finding[]) {
    const folded = findings.filter((finding) => finding.category === "rounding" && finding.severity === "note");
    const shown = findings.filter((finding) => !folded.includes(finding));
    return html`<h2>${source} <small>${findings.length}</small></h2>
      <ul>
        ${shown.map((finding) => this.line(finding))}
      </ul>
      ${folded.length
        ? html`<details ?open=${this.wanted.category === "rounding"}>
            <summary>${this.w.rounding(folded.length)}</summary>
            <ul>
              ${folded.map((finding) => this.line(finding))}
            </ul>
          </details>`
        : nothing}`;
  }

  private line(finding: Finding) {
    const { w } = this;
    const pages = [finding.stated.page, ...(finding.against && finding.against.page !== finding.stated.page ? [finding.against.page] : [])];
    return html`<li>
      <button
        class="finding"
        data-finding=${finding.id}
        aria-current=${this.same(finding) ? "true" : "false"}
        @click=${() => (this.chosen = finding)}
      >
        <span class="bar">
          <span class="badge ${finding.severity}">${w.severities[finding.severity]}</span>
          <span class="badge">${w.categories[finding.category]}</span>
          ${finding.state === "open" ? nothing : html`<span class="badge right">${w.states[finding.state]}</span>`}
          <small>${pages.map((page) => w.page(page)).join(" · ")}</small>
        </span>
        <span>${finding.message}</span>
      </button>
    </li>`;
  }

  private detail(finding: Finding) {
    const { w } = this;
    const given = (side: Finding["stated"], name: string) =>
      html`<wb-side
        .client=${this.client}
        .language=${this.language}
        .document=${finding.document_id}
        .side=${side}
        .name=${name}
      ></wb-side>`;
    return html`<h2>${finding.subject}</h2>
      <p>${finding.message}</p>
      <dl>
        ${finding.expected ? html`<dt>${w.expected}</dt><dd>${finding.expected}</dd>` : nothing}
        ${finding.formula ? html`<dt>${w.formula}</dt><dd>${finding.formula}</dd>` : nothing}
      </dl>
      <div class="sides">
        ${finding.stated.quote || finding.stated.value ? given(finding.stated, w.stated) : nothing}
        ${finding.against ? given(finding.against, w.against) : nothing}
      </div>
      ${finding.more.length
        ? html`<details>
            <summary>${w.more}</summary>
            <ul class="more">
              ${finding.more.map((side) => html`<li>${w.page(side.page)} · ${side.quote}</li>`)}
            </ul>
          </details>`
        : nothing}
      ${finding.document_id.startsWith("check-") || finding.state === "mended" ? nothing : this.decision(finding)}`;
  }

  private decision(finding: Finding) {
    const { w } = this;
    if (finding.state === "accepted")
      return html`<div class="bar">
        <span class="badge right">${w.states.accepted}</span>${w.accepted(finding.by, finding.note)}
        <button class="quiet" @click=${() => void this.settle(finding, "open")}>${w.reopen}</button>
      </div>`;
    return html`<form class="decision" @submit=${this.decide}>
      <p class="lead">${w.acceptLead}</p>
      <label class="wide">${w.note}<input name="note" maxlength="2000" required /></label>
      <label>${w.by}<input name="by" maxlength="100" .value=${ofTab(NAME) ?? ""} required /></label>
      <button class="solid">${w.accept}</button>
    </form>`;
  }
}

const RANK = { error: 0, warning: 1, note: 2 };

/** Errors first; the reports that have some come before the others. */
function gravest(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
}

define("wb-audit", Audit);
