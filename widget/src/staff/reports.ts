/** The shelf: found by body, year and kind; staff drop files onto it, and take reports off. */

import { html, nothing } from "lit";
import { createRef, ref } from "lit/directives/ref.js";
import { reasonOf } from "../core/failures";
import type { Report, TableHead } from "../core/types";
import { icon } from "../parts/icons";
import { define, Part } from "../parts/part";
import { base } from "../parts/tokens";
import { staffStyles } from "./styles";
import "./uploads";
import type { Uploads } from "./uploads";
import { words } from "./words";

/** From this confidence on a table need not be compared with the page. */
export const SURE = 0.95;
const MOST_DOUBTED = 40; // reports whose tables are asked for
const NAMED = 3; // tables that are named in the list

export class Reports extends Part {
  static override properties = {
    ...Part.properties,
    limit: { attribute: false },
    manages: { attribute: false },
    unsure: { state: true },
    reports: { state: true },
    wanted: { state: true },
    leaving: { state: true },
    failed: { state: true },
  };
  static override styles = [base, staffStyles];

  declare limit: number;
  /** Whether whoever looks may change the shelf. */
  declare manages: boolean;
  /** Tables that are to be compared with the page, by report. */
  declare private unsure: ReadonlyMap<string, TableHead[]>;
  declare private reports: Report[] | null;
  declare private wanted: { text: string; organisation: string; year: string; type: string };
  declare private leaving: Report | null;
  declare private failed: string;
  private readonly dialog = createRef<HTMLDialogElement>();
  private readonly uploads = createRef<Uploads>();

  constructor() {
    super();
    this.limit = 0;
    this.manages = false;
    this.unsure = new Map();
    this.reports = this.leaving = null;
    this.wanted = { text: "", organisation: "", year: "", type: "" };
    this.failed = "";
  }

  protected override firstUpdated(): void {
    void this.load();
  }

  private load = async () => {
    try {
      this.reports = (await this.client.reports()).reports;
      this.failed = "";
      void this.doubt(this.reports);
    } catch (error) {
      this.failed = reasonOf(error, this.t, this.language);
    }
  };

  /** A share alone says nothing: which tables are behind it. */
  private async doubt(reports: Report[]): Promise<void> {
    for (const { document_id } of reports.filter((one) => one.tables && one.confidence < SURE).slice(0, MOST_DOUBTED)) {
      const found = await this.client.tables(document_id).catch(() => null);
      if (found) this.unsure = new Map(this.unsure).set(document_id, doubtful(found.tables));
    }
  }

  private want(name: "text" | "organisation" | "year" | "type") {
    return (event: Event) => {
      this.wanted = { ...this.wanted, [name]: (event.target as HTMLInputElement).value };
    };
  }

  override render() {
    const w = words(this.language);
    const { reports } = this;
    return html`<div class="page">
        <div>
          <h1>${w.title}</h1>
          <p class="lead">${this.manages ? w.lead : w.leadReader}</p>
        </div>
        ${this.manages
          ? html`<wb-uploads
              ${ref(this.uploads)}
              .client=${this.client}
              .language=${this.language}
              .limit=${this.limit}
              @published=${this.load}
            ></wb-uploads>`
          : nothing}
        ${this.failed ? html`<p class="blank" role="alert">${this.failed}</p>` : nothing} ${reports ? this.shelf(reports) : nothing}
      </div>
      <dialog ${ref(this.dialog)} aria-label=${w.remove} @close=${() => (this.leaving = null)}>
        <p>${this.leaving ? w.removeAsk(this.leaving.title) : nothing}</p>
        <div class="bar">
          <button class="line" @click=${() => this.dialog.value?.close()}>${w.keep}</button>
          <button class="solid danger" @click=${this.withdraw}>${w.remove}</button>
        </div>
      </dialog>`;
  }

  private shelf(reports: Report[]) {
    const w = words(this.language);
    const found = filtered(reports, this.wanted);
    if (!reports.length) return html`<p class="blank">${this.manages ? w.empty : w.emptyReader}</p>`;
    return html`<div class="filters" role="search">
        <label class="wide">${w.search}<input type="search" .value=${this.wanted.text} @input=${this.want("text")} /></label>
        ${this.select("organisation", w.organisation, reports.map((one) => one.organisation))}
        ${this.select("year", w.year, reports.map((one) => one.fiscal_year))}
        ${this.select("type", w.type, reports.map((one) => one.report_type))}
      </div>
      ${found.length
        ? html`<div class="scroll" tabindex="0" role="region" aria-label=${w.title}>
            <table class="list">
              <thead>
                <tr>
                  <th scope="col">${w.report}</th>
                  <th scope="col">${w.year}</th>
                  <th scope="col">${w.holds}</th>
                  <th scope="col">${w.confidence}</th>
                  <th scope="col">${w.problems}</th>
                  ${this.manages ? html`<th scope="col"><span class="hide">${w.remove}</span></th>` : nothing}
                </tr>
              </thead>
              <tbody>
                ${found.map((one) => this.row(one))}
              </tbody>
            </table>
          </div>
          ${found.some((one) => one.tables && one.confidence < SURE) ? html`<p class="lead" data-means>${w.confidenceMeans}</p>` : nothing}`
        : html`<p class="blank">${w.none}</p>`}`;
  }

  private select(name: "organisation" | "year" | "type", label: string, values: (string | number | null)[]) {
    const options = [...new Set(values.filter((value) => value !== null).map(String))].sort();
    return html`<label
      >${label}<select @change=${this.want(name)}>
        <option value="">${words(this.language).all}</option>
        ${options.map((value) => html`<option value=${value}>${value}</option>`)}
      </select></label
    >`;
  }

  private row(one: Report) {
    const w = words(this.language);
    const grave = one.problems.some((problem) => problem.severity !== "note");
    return html`<tr data-document=${one.document_id}>
      <th scope="row"><a href=${`/reports/${one.document_id}`}>${one.title}</a><small>${one.organisation ?? ""}</small><small>${one.source}</small></th>
      <td class="number">${one.fiscal_year ?? "—"}<small>${one.report_type ?? ""}</small></td>
      <td class="number">${w.pages(one.pages)}<small>${w.tables(one.tables)} · ${w.records(one.records)}</small></td>
      <td>${one.tables ? html`${sureness(one.confidence)}${this.doubted(one)}` : w.noTable}</td>
      <td>
        ${one.problems.length
          ? html`<a class="badge ${grave ? "warning" : ""}" href=${`/reports/${one.document_id}#problems`}>${one.problems.length}</a>`
          : w.noProblems}
      </td>
      ${this.manages
        ? html`<td>
            <button class="icon" aria-label=${`${w.remove}：${one.title}`} title=${w.remove} @click=${() => this.ask(one)}>${icon("trash")}</button>
          </td>`
        : nothing}
    </tr>`;
  }

  private doubted(one: Report) {
    const w = words(this.language);
    const tables = this.unsure.get(one.document_id) ?? [];
    return html`${tables.slice(0, NAMED).map(
      (table) =>
        html`<small><a href=${`/reports/${one.document_id}#table-${table.number}`}>${named(table, w.untitled, this.t.page)}</a> ${percent(table.confidence)}</small>`,
    )}${tables.length > NAMED ? html`<small>${w.moreTables(tables.length - NAMED)}</small>` : nothing}`;
  }

  private async ask(report: Report): Promise<void> {
    this.leaving = report;
    await this.updateComplete;
    this.dialog.value?.showModal();
  }

  private withdraw = async () => {
    const gone = this.leaving;
    this.dialog.value?.close();
    if (!gone) return;
    try {
      await this.client.withdraw(gone.document_id);
    } catch (error) {
      this.failed = reasonOf(error, this.t, this.language);
    }
    await this.load();
  };
}

/** A share in whole percents, never rounded up. */
export const percent = (share: number): string => `${Math.floor(share * 100)}%`;

/** How sure the reconstruction is, as a bar and a number. */
export function sureness(confidence: number) {
  const shown = percent(confidence);
  return html`<span class="sure"><meter min="0" max="1" low="0.8" high=${SURE} optimum="1" value=${confidence} aria-label=${shown}></meter>${shown}</span>`;
}

/** The tables that are to be compared with the page, the worst first. */
export function doubtful(tables: readonly TableHead[]): TableHead[] {
  return tables.filter((table) => table.confidence < SURE).sort((a, b) => a.confidence - b.confidence);
}

/** What to call a table: its title with its form, and where it stands when it has none. */
export function named(table: TableHead, untitled: string, page: (page: number) => string): string {
  const title = [table.form, table.title].filter(Boolean).join(" ");
  return title || [untitled, table.pages[0] ? page(table.pages[0]) : ""].join(" ").trim();
}

export function filtered(
  reports: readonly Report[],
  wanted: { text: string; organisation: string; year: string; type: string },
): Report[] {
  const parts = wanted.text.toLowerCase().split(/\s+/).filter(Boolean);
  return reports.filter((one) => {
    const text = [one.title, one.source, one.organisation, ...one.short_names, one.fiscal_year, one.report_type].join(" ").toLowerCase();
    return (
      parts.every((part) => text.includes(part)) &&
      (!wanted.organisation || one.organisation === wanted.organisation) &&
      (!wanted.year || String(one.fiscal_year) === wanted.year) &&
      (!wanted.type || one.report_type === wanted.type)
    );
  });
}

define("wb-reports", Reports);
