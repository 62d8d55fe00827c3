/** A series as a drawing and as a table; the drawing library comes with the first series. */

import { css, html, type PropertyValues } from "lit";
import { createRef, ref } from "lit/directives/ref.js";
import type { Chart } from "../core/types";
import { grouped } from "../core/wording";
import { icon } from "./icons";
import { define, Part } from "./part";
import { base } from "./tokens";

type Drawing = { dispose(): void; resize(): void };

export class ChartPart extends Part {
  static override properties = { chart: { attribute: false }, table: { state: true } };
  static override styles = [
    base,
    css`
      .head {
        display: flex;
        justify-content: space-between;
        align-items: center;
        gap: 8px;
        font-size: 13px;
        color: var(--wb-muted);
      }
      .drawing {
        height: 260px;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 14px;
      }
      th,
      td {
        padding: 6px 10px;
        border-bottom: 1px solid var(--wb-line);
        text-align: start;
        font-weight: 400;
      }
      td {
        text-align: end;
        font-variant-numeric: tabular-nums;
      }
      thead th {
        color: var(--wb-muted);
        font-size: 13px;
      }
      thead th:last-child {
        text-align: end;
      }
    `,
  ];

  declare chart: Chart;
  declare private table: boolean;
  private readonly place = createRef<HTMLDivElement>();
  private drawing: Drawing | null = null;
  private readonly sized = new ResizeObserver(() => this.drawing?.resize());

  constructor() {
    super();
    this.table = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sized.disconnect();
    this.drawing?.dispose();
    this.drawing = null;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("chart") || changed.has("table" as never)) void this.draw();
  }

  private async draw(): Promise<void> {
    this.drawing?.dispose();
    this.drawing = null;
    const place = this.place.value;
    if (this.table || !place) return;
    const { drawn } = await import("../core/drawing");
    if (this.place.value !== place || this.drawing) return;
    const style = getComputedStyle(this);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    this.drawing = drawn(place, this.chart, {
      ink: colour("--wb-ink"),
      muted: colour("--wb-muted"),
      line: colour("--wb-line"),
      series: colour("--wb-link"),
      font: style.fontFamily,
    });
    this.sized.observe(place);
  }

  override render() {
    const { t, chart } = this;
    const words = chart.points.map((point) => `${point.x} ${point.value ?? "—"}${chart.unit}`).join("，");
    return html`<figure>
      <figcaption class="head">
        <span>${chart.metric}（${chart.unit}）</span>
        <button class="quiet" aria-pressed=${this.table ? "true" : "false"} @click=${() => (this.table = !this.table)}>
          ${icon(this.table ? "chart" : "sheet")}${this.table ? t.showChart : t.showTable}
        </button>
      </figcaption>
      ${this.table
        ? html`<table>
            <thead>
              <tr>
                <th scope="col">${t.name_}</th>
                <th scope="col">${chart.unit}</th>
              </tr>
            </thead>
            <tbody>
              ${chart.points.map(
                (point) =>
                  html`<tr>
                    <th scope="row">${point.x}</th>
                    <td>${point.value === null ? "—" : grouped(point.value)}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`
        : html`<div class="drawing" role="img" aria-label=${words} ${ref(this.place)}></div>`}
    </figure>`;
  }
}

define("wb-chart", ChartPart);
