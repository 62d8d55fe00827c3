/** One side of a finding: the page that it stands on, with the cell or the sentence marked. */

import { css, html, nothing, type PropertyValues } from "lit";
import { createRef, ref } from "lit/directives/ref.js";
import { hull, region, shares } from "../core/geometry";
import { placed } from "../core/placed";
import type { Box, FindingSide, Marks, PageInfo } from "../core/types";
import { define, Part } from "../parts/part";
import { base } from "../parts/tokens";
import { auditWords } from "./audit-words";

const CLOSEST = 2;
const LEGIBLE = 1.3;

export class SidePage extends Part {
  static override properties = {
    ...Part.properties,
    document: { attribute: false },
    side: { attribute: false },
    name: { attribute: false },
    info: { state: true },
    marks: { state: true },
    scale: { state: true },
  };
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: 6px;
        min-width: 0;
      }
      h3 {
        font-size: 14px;
        font-weight: 600;
      }
      .said {
        padding: 8px 12px;
        border-radius: 8px;
        background: var(--wb-sunken);
        font-size: 13.5px;
        overflow-wrap: anywhere;
      }
      .said strong {
        font-variant-numeric: tabular-nums;
      }
      .stage {
        position: relative;
        height: 340px;
        overflow: auto;
        border: 1px solid var(--wb-line);
        border-radius: 10px;
        background: var(--wb-sunken);
      }
      .sheet {
        position: relative;
        background: #fff;
      }
      canvas {
        display: block;
        width: 100%;
        height: 100%;
        filter: var(--wb-page-filter);
      }
      i {
        position: absolute;
        pointer-events: none;
      }
      .head,
      .band {
        background: color-mix(in srgb, var(--wb-mark) 16%, transparent);
      }
      .line-of {
        background: color-mix(in srgb, var(--wb-mark) 30%, transparent);
      }
      .cell {
        border: 2px solid var(--wb-bad);
        border-radius: 3px;
      }
      .cell.lined {
        border-color: transparent;
      }
    `,
  ];

  declare document: string;
  declare side: FindingSide;
  declare name: string;
  declare private info: PageInfo | null;
  declare private marks: Marks | null;
  declare private scale: number;
  private readonly canvas = createRef<HTMLCanvasElement>();
  private readonly stage = createRef<HTMLDivElement>();
  private visit = 0;

  constructor() {
    super();
    this.document = this.name = "";
    this.info = this.marks = null;
    this.scale = 1;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("side") || changed.has("document")) void this.load();
  }

  private async load(): Promise<void> {
    const visit = ++this.visit;
    const { document, side } = this;
    this.info = this.marks = null;
    if (!document || !side) return;
    try {
      const [info, marks, picture] = await Promise.all([
        this.client.page(document, side.page),
        side.bbox ? this.client.marks(document, side.page, side.bbox, side.table === null ? side.quote : "") : null,
        this.client.picture(document, side.page, 1600).catch(() => null),
      ]);
      if (visit !== this.visit) return;
      this.info = info;
      this.marks = marks;
      await this.updateComplete;
      const stage = this.stage.value;
      const canvas = this.canvas.value;
      if (!stage || !canvas || !picture) return;
      canvas.width = picture.width;
      canvas.height = picture.height;
      canvas.getContext("2d")?.drawImage(picture, 0, 0);
      const room = stage.clientWidth - 4;
      const focus = marks ? (hull(marks.lines) ?? region(marks)) : null;
      const wide = focus ? focus[2] - focus[0] + 40 : info.width;
      this.scale = Math.min(CLOSEST, Math.max(room / info.width, Math.min(room / wide, LEGIBLE)));
      await this.updateComplete;
      if (marks) {
        const [x0, top, x1, bottom] = marks.lines.length ? (marks.lines[0] as Box) : marks.cell;
        stage.scrollTo(
          ((x0 + x1) / 2) * this.scale - stage.clientWidth / 2,
          ((top + bottom) / 2) * this.scale - stage.clientHeight / 2,
        );
      }
    } catch {
      if (visit === this.visit) this.info = null;
    }
  }

  override render() {
    const w = auditWords(this.language);
    const { side, info, marks } = this;
    if (!side) return nothing;
    const at = (box: Box) => placed(shares(box, info?.width ?? 1, info?.height ?? 1));
    const label = `${this.name}，${w.page(side.page)}，${side.value}`;
    return html`<h3>${this.name} · ${w.page(side.page)}</h3>
      <p class="said"><strong>${side.value}</strong>${side.quote && side.quote !== side.value ? html`<br />${side.quote}` : nothing}</p>
      ${info?.picture
        ? html`<div class="stage" ${ref(this.stage)} tabindex="0" role="region" aria-label=${label}>
            <div class="sheet" ${placed({ width: `${info.width * this.scale}px`, height: `${info.height * this.scale}px` })}>
              <canvas ${ref(this.canvas)} role="img" aria-label=${label}></canvas>
              ${marks
                ? html`<div aria-hidden="true">
                    ${marks.row ? html`<i class="band" ${at(marks.row)}></i>` : nothing}
                    ${marks.column ? html`<i class="band" ${at(marks.column)}></i>` : nothing}
                    ${[...marks.row_heads, ...marks.column_heads].map((box) => html`<i class="head" ${at(box)}></i>`)}
                    ${marks.lines.map((box) => html`<i class="line-of" ${at(box)}></i>`)}
                    <i class="cell ${marks.lines.length ? "lined" : ""}" data-mark="cell" ${at(marks.cell)}></i>
                  </div>`
                : nothing}
            </div>
          </div>`
        : nothing}`;
  }
}

define("wb-side", SidePage);
