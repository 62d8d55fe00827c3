/** The shelf: found by body, year and kind; files are dropped onto it, and reports taken off. */

import { html, nothing } from "lit";
import { createRef, ref } from "lit/directives/ref.js";
import type { Report } from "../core/types";
import { inLanguage } from "../core/wording";
import { icon } from "../parts/icons";
import { define, Part } from "../parts/part";
import { base } from "../parts/tokens";
import { staffStyles } from "./styles";
import "./uploads";
import type { Uploads } from "./uploads";
import { words } from "./words";

export class Reports extends Part {
  static override properties = {
    ...Part.properties,
    limit: { attribute: false },
    reports: { state: true },
    wanted: { state: true },
    leaving: { state: true },
    failed: { state: true },
  };
  static override styles = [base, staffStyles];

  declare limit: number;
  declare private reports: Report[] | null;
  declare private wanted: { text: string; organisation: string; year: string; type: string };
  declare private leaving: Report | null;
  declare private failed: string;
  private readonly dialog = createRef<HTMLDialogElement>();
  private readonly uploads = createRef<Uploads>();

  constructor() {
    super();
    this.limit = 0;
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
    } catch {
      this.failed = this.t.offline;
    }
  };

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
          <p class="lead">${w.lead}</p>
        </div>
        <wb-uploads ${ref(this.uploads)} .client=${this.client} .language=${this.language} .limit=${this.limit} @published=${this.load}></wb-uploads>
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
    if (!reports.length) return html`<p class="blank">${w.empty}</p>`;
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
                  <th scope="col"><span class="hide">${w.remove}</span></th>
                </tr>
              </thead>
              <tbody>
                ${found.map((one) => this.row(one))}
              </tbody>
            </table>
          </div>`
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
      <td>${one.tables ? sureness(one.confidence) : "—"}</td>
      <td>${one.problems.length ? html`<span class="badge ${grave ? "warning" : ""}">${one.problems.length}</span>` : "—"}</td>
      <td>
        <button class="icon" aria-label=${`${w.remove}：${one.title}`} title=${w.remove} @click=${() => this.ask(one)}>${icon("trash")}</button>
      </td>
    </tr>`;
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
      this.failed = inLanguage((error as Error).message, this.language) || this.t.failed;
    }
    await this.load();
  };
}

/** How sure the reconstruction is, as a bar and a number. */
export function sureness(confidence: number) {
  const percent = `${Math.floor(confidence * 100)}%`;
  return html`<span class="sure"><meter min="0" max="1" low="0.8" high="0.95" optimum="1" value=${confidence} aria-label=${percent}></meter>${percent}</span>`;
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
