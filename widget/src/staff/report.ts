/** One report: its tables as grids, each figure one click from its place on the page. */

import { css, html, nothing, type PropertyValues } from "lit";
import { createRef, ref } from "lit/directives/ref.js";
import { reasonOf } from "../core/failures";
import type { Citation, Grid, GridCell, Report, TableHead } from "../core/types";
import { icon } from "../parts/icons";
import { define, Part } from "../parts/part";
import { base } from "../parts/tokens";
import type { Viewer } from "../parts/viewer";
import { named, percent, SURE, sureness } from "./reports";
import { staffStyles } from "./styles";
import { words } from "./words";

const reportStyles = css`
  .doubt {
    padding: 8px 14px;
    border-radius: 9px;
    background: var(--wb-warn-soft);
    color: var(--wb-warn);
    font-size: 14px;
  }
  .toast {
    padding: 8px 14px;
    border-radius: 9px;
    background: var(--wb-bad-soft);
    color: var(--wb-bad);
    font-size: 14px;
  }
`;

export class ReportPage extends Part {
  static override properties = {
    ...Part.properties,
    document: { attribute: false },
    report: { state: true },
    tables: { state: true },
    grid: { state: true },
    failed: { state: true },
    note: { state: true },
  };
  static override styles = [base, staffStyles, reportStyles];

  declare document: string;
  declare private report: Report | null;
  declare private tables: TableHead[];
  declare private grid: Grid | null;
  /** Why there is no report to show. */
  declare private failed: string;
  declare private note: string;
  private readonly viewer = createRef<Viewer>();

  constructor() {
    super();
    this.document = "";
    this.report = this.grid = null;
    this.tables = [];
    this.failed = this.note = "";
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("document")) void this.load();
  }

  private async load(): Promise<void> {
    try {
      const [report, { tables }] = await Promise.all([this.client.report(this.document), this.client.tables(this.document)]);
      this.report = report;
      this.tables = tables;
      const wanted = Number(/^#table-(\d+)$/.exec(location.hash)?.[1]);
      const first = tables.find((table) => table.number === wanted) ?? tables[0];
      if (first) await this.choose(first.number);
    } catch (error) {
      this.failed = reasonOf(error, this.t, this.language);
    }
  }

  /** Something that was asked for and did not come is said. */
  private async attempt(action: () => Promise<void>): Promise<void> {
    this.note = "";
    try {
      await action();
    } catch (error) {
      this.note = reasonOf(error, this.t, this.language);
    }
  }

  private choose = (number: number) =>
    this.attempt(async () => {
      this.grid = await this.client.table(this.document, number);
      history.replaceState(null, "", `#table-${number}`);
    });

  private async show(cell: GridCell): Promise<void> {
    const { report, grid } = this;
    if (!report || !grid || !cell.page) return;
    const citation: Citation = {
      number: 1,
      document_id: report.document_id,
      source: report.source,
      title: report.title,
      page: cell.page,
      kind: "table",
      table: { form: grid.form, title: grid.title, row_path: [], column_path: [] },
      section: null,
      quote: cell.text,
      bbox: cell.bbox,
      url: "",
    };
    await this.attempt(async () => {
      await import("../parts/viewer");
      await this.viewer.value?.updateComplete;
      await this.viewer.value?.show(citation, [citation]);
    });
  }

  override render() {
    const w = words(this.language);
    const { report } = this;
    if (this.failed) return html`<p class="blank" role="alert">${this.failed} <a href="/reports">${w.back}</a></p>`;
    if (!report) return nothing;
    return html`<div class="page">
        <div>
          <p><a class="back" href="/reports">${icon("left")} ${w.back}</a></p>
          <h1>${report.title}</h1>
          <p class="lead">${[report.organisation, report.fiscal_year, report.report_type, report.source].filter(Boolean).join(" · ")}</p>
          <p class="lead">${[w.pages(report.pages), w.tables(report.tables), w.records(report.records), w.passages(report.passages)].join(" · ")}</p>
        </div>
        <div class="bar">
          ${this.export("csv", w.exportCsv)} ${this.export("xlsx", w.exportXlsx)}
          <a class="line" href=${report.url} target="_blank" rel="noopener">${icon("out")}${w.original}</a>
        </div>
        <p class="toast" role="status" ?hidden=${!this.note}>${this.note}</p>
        ${this.problems(report)} ${this.tables.length ? this.tablesOf() : html`<p class="blank">${w.noTables}</p>`}
      </div>
      <wb-viewer ${ref(this.viewer)} .client=${this.client} .language=${this.language}></wb-viewer>`;
  }

  private export(format: "csv" | "xlsx", name: string, table = "") {
    return html`<button
      class="line"
      @click=${() => void this.attempt(() => this.client.download(`/api/records/export?document=${this.document}${table}&format=${format}`, `records.${format}`))}
    >
      ${icon("sheet")}${name}
    </button>`;
  }

  private problems(report: Report) {
    if (!report.problems.length) return nothing;
    const w = words(this.language);
    return html`<section class="problems" id="problems">
      <h2>${w.problems}</h2>
      <ul>
        ${report.problems.map(
          (problem) =>
            html`<li><span class="badge ${problem.severity}">${problem.page ? this.t.page(problem.page) : w.whole}</span>${problem.message}</li>`,
        )}
      </ul>
    </section>`;
  }

  private tablesOf() {
    const w = words(this.language);
    return html`<div class="two">
      <nav class="toc" aria-label=${w.tablesOf}>
        ${this.tables.map(
          (table) =>
            html`<button aria-current=${table.number === this.grid?.number ? "true" : "false"} @click=${() => void this.choose(table.number)}>
              <span>${table.title ?? named(table, w.untitled, this.t.page)}<br /><small>${[table.form, ...table.pages.map((page) => this.t.page(page))].filter(Boolean).slice(0, 3).join(" · ")}</small></span>
              <small>${percent(table.confidence)}</small>
            </button>`,
        )}
      </nav>
      <section>${this.grid ? this.shown(this.grid) : nothing}</section>
    </div>`;
  }

  private shown(grid: Grid) {
    const w = words(this.language);
    const table = `&table=${grid.number}`;
    return html`<div class="bar">
        <h2>${grid.title ?? w.untitled}</h2>
        ${grid.unit ? html`<span class="badge">${w.unitOf(grid.unit)}</span>` : nothing} ${sureness(grid.confidence)}
        <span class="gap"></span>
        ${this.export("csv", w.exportCsv, table)} ${this.export("xlsx", w.exportXlsx, table)}
      </div>
      <p class="lead">${grid.records ? w.hint : w.noRecords}</p>
      ${grid.confidence < SURE ? html`<p class="doubt" role="note">${w.tableDoubt(percent(grid.confidence))}</p>` : nothing}
      ${grid.notes.map((note) => html`<p class="lead">${note}</p>`)}
      <div class="scroll grid" tabindex="0" role="region" aria-label=${grid.title ?? w.untitled}>
        <table>
          <thead>
            ${rows(grid, true).map((row) => html`<tr>${row.map((cell) => this.head(cell))}</tr>`)}
          </thead>
          <tbody>
            ${rows(grid, false).map((row) => html`<tr>${row.map((cell) => this.cell(cell))}</tr>`)}
          </tbody>
        </table>
      </div>`;
  }

  private head(cell: GridCell) {
    return cell.text.trim()
      ? html`<th rowspan=${cell.row_span} colspan=${cell.column_span}>${cell.text}</th>`
      : html`<td rowspan=${cell.row_span} colspan=${cell.column_span}></td>`;
  }

  private cell(cell: GridCell) {
    const unsure = cell.confidence !== null && cell.confidence < 0.95 ? "unsure" : "";
    return cell.bbox
      ? html`<td class="figure ${unsure}" rowspan=${cell.row_span} colspan=${cell.column_span}>
          <button @click=${() => void this.show(cell)}>${cell.text || "—"}</button>
        </td>`
      : html`<td class=${unsure} rowspan=${cell.row_span} colspan=${cell.column_span}>${cell.text}</td>`;
  }
}

/** The cells by rows, each row from left to right. */
export function rows(grid: Grid, header: boolean): GridCell[][] {
  const found = new Map<number, GridCell[]>();
  for (const cell of grid.cells) {
    if (cell.header !== header) continue;
    found.set(cell.row, [...(found.get(cell.row) ?? []), cell]);
  }
  return [...found.entries()].sort(([a], [b]) => a - b).map(([, cells]) => cells.sort((a, b) => a.column - b.column));
}

define("wb-report", ReportPage);
