/** A strip of the report itself under the figure: the heads of its column and its row, cut out of the page. */

import { css, html, nothing, type PropertyValues } from "lit";
import { hull, padded, region, shares } from "../core/geometry";
import { placed } from "../core/placed";
import type { Box, Citation, Marks, PageInfo } from "../core/types";
import { define, Part } from "./part";
import { base } from "./tokens";

const PAD = 3; // points around what is cut out
const LARGEST = 2.1; // pixels for a point
const TALLEST = 150; // points; a row far below its heads is shown under them with a gap

export class Snippet extends Part {
  static override properties = { ...Part.properties, citation: { attribute: false }, also: { attribute: false }, found: { state: true } };
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
        overflow: clip;
        filter: var(--wb-page-filter);
        border: 1px solid var(--wb-line);
        border-radius: 8px;
        background: #fff;
      }
      button:hover {
        border-color: var(--wb-link);
      }
      .piece {
        display: block;
        position: relative;
        overflow: clip;
      }
      .piece + .piece {
        border-top: 2px dashed #b9bec6;
      }
      p {
        margin-bottom: 4px;
        color: var(--wb-muted);
        font-size: 12.5px;
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
  /** Further cells of the same row that the answer tells. */
  declare also: readonly Box[];
  declare private found: { marks: Marks; info: PageInfo; picture: ImageBitmap; cuts: Box[] } | null;

  constructor() {
    super();
    this.also = [];
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
      this.found = { marks, info, picture, cuts: cutsOf(marks, info, this.also) };
    } catch {
      // The strip is an extra: without it the citation still leads to the page.
    }
  }

  protected override updated(): void {
    if (!this.found) return;
    const { picture, info, cuts } = this.found;
    const scale = picture.width / info.width;
    this.renderRoot.querySelectorAll("canvas").forEach((canvas, at) => {
      const cut = cuts[at];
      if (!cut) return;
      canvas.width = Math.round((cut[2] - cut[0]) * scale);
      canvas.height = Math.round((cut[3] - cut[1]) * scale);
      canvas.getContext("2d")?.drawImage(picture, -cut[0] * scale, -cut[1] * scale);
    });
  }

  override render() {
    if (!this.found) return nothing;
    const { marks, cuts } = this.found;
    const width = (cuts[0]?.[2] ?? 0) - (cuts[0]?.[0] ?? 0);
    const heads = marks.column_heads.length ? [] : (marks.record?.column_path ?? []);
    return html`${heads.length ? html`<p data-heads>${this.t.headsElsewhere} ${heads.join(" › ")}</p>` : nothing}
      <button
        part="snippet"
        aria-label=${this.t.showEvidence}
        title=${this.t.showEvidence}
        ${placed({ "max-width": `${Math.round(width * LARGEST)}px` })}
        @click=${() => this.tell("evidence", this.citation)}
      >
        ${cuts.map((cut) => this.piece(cut, marks))}
      </button>`;
  }

  private piece(cut: Box, marks: Marks) {
    const [width, height] = [cut[2] - cut[0], cut[3] - cut[1]];
    const at = (box: Box) =>
      placed(shares([box[0] - cut[0], box[1] - cut[1], box[2] - cut[0], box[3] - cut[1]], width, height));
    return html`<span class="piece" ${placed({ "aspect-ratio": `${width} / ${height}` })}>
      <canvas aria-hidden="true"></canvas>
      ${marks.row ? html`<i class="band" ${at(marks.row)}></i>` : nothing}
      ${marks.column ? html`<i class="band" ${at(marks.column)}></i>` : nothing}
      ${[marks.cell, ...this.also].map((box) => html`<i class="cell" ${at(box)}></i>`)}
    </span>`;
  }
}

/** The stretches of the page to cut out, from the top: heads and row in one where they lie together, otherwise the
 * heads and the row, equally wide; as wide as the print stays legible. */
export function cutsOf(marks: Marks, info: { width: number; height: number }, also: readonly Box[] = []): Box[] {
  const whole = hull([region(marks), ...also]) as Box;
  const row = hull([...marks.row_heads, marks.row ?? marks.cell, ...also]) as Box;
  // In a form a label may stand below its value, or a page above it: such a one is no head of the strip.
  const above = hull(marks.column_heads.filter((box) => box[3] <= row[1] + PAD));
  const heads = above && above[3] - above[1] <= TALLEST ? above : null;
  const together = whole[3] - whole[1] <= TALLEST;
  const parts = together ? [whole] : heads ? [heads, row] : [row];
  // A row that names itself needs nothing beside it; a lone cell is understood by its neighbours.
  const least = Math.min(info.width, marks.row_heads.length ? 180 : 360);
  const wide = padded(together ? whole : (hull(parts) as Box), PAD, info.width, info.height);
  const lack = Math.max(0, least - (wide[2] - wide[0]));
  const x0 = Math.max(0, Math.min(wide[0] - lack / 2, info.width - least));
  const x1 = Math.max(wide[2], x0 + least);
  return parts.map((part) => {
    const [, top, , bottom] = padded(part, PAD, info.width, info.height);
    return [x0, top, x1, bottom];
  });
}

define("wb-snippet", Snippet);
