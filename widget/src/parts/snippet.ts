/** A strip of the report itself under the figure: its row and the heads of its column, cut out of the page. */

import { css, html, nothing, type PropertyValues } from "lit";
import { createRef, ref } from "lit/directives/ref.js";
import { hull, padded, region, shares } from "../core/geometry";
import { placed } from "../core/placed";
import type { Box, Citation, Marks, PageInfo } from "../core/types";
import { define, Part } from "./part";
import { base } from "./tokens";

const PAD = 3; // points around what is cut out
const LARGEST = 2.1; // pixels for a point
const TALLEST = 150; // points; a cell far below its heads is shown with its row alone

export class Snippet extends Part {
  static override properties = { citation: { attribute: false }, found: { state: true } };
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      button {
        display: block;
        position: relative;
        width: 100%;
        overflow: hidden;
        filter: var(--wb-page-filter);
        border: 1px solid var(--wb-line);
        border-radius: 8px;
        background: #fff;
      }
      button:hover {
        border-color: var(--wb-link);
      }
      canvas {
        display: block;
        width: 100%;
        height: 100%;
      }
      i {
        position: absolute;
        mix-blend-mode: multiply;
        pointer-events: none;
      }
      .band {
        background: rgb(250 214 130 / 32%);
      }
      .cell {
        background: rgb(255 205 80 / 45%);
        box-shadow: 0 0 0 2px #c7740a;
        border-radius: 1px;
      }
    `,
  ];

  declare citation: Citation;
  declare private found: { marks: Marks; info: PageInfo; picture: ImageBitmap; cut: Box } | null;
  private readonly canvas = createRef<HTMLCanvasElement>();

  constructor() {
    super();
    this.found = null;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("citation" as never)) void this.look();
  }

  private async look(): Promise<void> {
    this.found = null;
    const { document_id, page, bbox } = this.citation;
    if (!bbox) return;
    try {
      const [info, marks] = await Promise.all([
        this.client.page(document_id, page),
        this.client.marks(document_id, page, bbox),
      ]);
      if (!info.picture || !marks.record) return;
      const picture = await this.client.picture(document_id, page, 1600);
      this.found = { marks, info, picture, cut: cutOf(marks, info) };
    } catch {
      // The strip is an extra: without it the citation still leads to the page.
    }
  }

  protected override updated(): void {
    const canvas = this.canvas.value;
    if (!canvas || !this.found) return;
    const { picture, info, cut } = this.found;
    const scale = picture.width / info.width;
    canvas.width = Math.round((cut[2] - cut[0]) * scale);
    canvas.height = Math.round((cut[3] - cut[1]) * scale);
    canvas.getContext("2d")?.drawImage(picture, -cut[0] * scale, -cut[1] * scale);
  }

  override render() {
    if (!this.found) return nothing;
    const { marks, cut } = this.found;
    const [width, height] = [cut[2] - cut[0], cut[3] - cut[1]];
    const at = (box: Box) =>
      placed(shares([box[0] - cut[0], box[1] - cut[1], box[2] - cut[0], box[3] - cut[1]], width, height));
    return html`<button
      part="snippet"
      aria-label=${this.t.showEvidence}
      title=${this.t.showEvidence}
      ${placed({ "aspect-ratio": `${width} / ${height}`, "max-width": `${Math.round(width * LARGEST)}px` })}
      @click=${() => this.tell("evidence", this.citation)}
    >
      <canvas ${ref(this.canvas)} aria-hidden="true"></canvas>
      ${marks.row ? html`<i class="band" ${at(marks.row)}></i>` : nothing}
      ${marks.column ? html`<i class="band" ${at(marks.column)}></i>` : nothing}
      <i class="cell" ${at(marks.cell)}></i>
    </button>`;
  }
}

/** The stretch of the page to cut out: heads and row where they lie together, otherwise the row; as wide as
 * the print stays legible. */
export function cutOf(marks: Marks, info: { width: number; height: number }): Box {
  const all = region(marks);
  const beside = hull([...marks.row_heads, marks.row ?? marks.cell]) as Box;
  const near = all[3] - all[1] <= TALLEST ? all : beside;
  const cut = padded(near, PAD, info.width, info.height);
  // A row that names itself needs nothing beside it; a lone cell is understood by its neighbours.
  const least = Math.min(info.width, marks.row_heads.length ? 180 : 360);
  const lack = Math.max(0, least - (cut[2] - cut[0]));
  const x0 = Math.max(0, Math.min(cut[0] - lack / 2, info.width - least));
  return [x0, cut[1], Math.max(cut[2], x0 + least), cut[3]];
}

define("wb-snippet", Snippet);
