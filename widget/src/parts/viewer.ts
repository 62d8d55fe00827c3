/** The evidence: a report's page with the figure's cell, its row and its column marked. */

import { html, nothing, type PropertyValues } from "lit";
import { createRef, ref } from "lit/directives/ref.js";
import { region, scaleFor, shares } from "../core/geometry";
import { placed } from "../core/placed";
import type { Box, Citation, Marks, PageInfo } from "../core/types";
import { place } from "../core/wording";
import { icon } from "./icons";
import { define, focused, Part } from "./part";
import { base } from "./tokens";
import { viewerStyles } from "./viewer-styles";

const ZOOM = 1.25;
const FARTHEST = 0.3;
const CLOSEST = 5;

export class Viewer extends Part {
  static override properties = {
    docked: { type: Boolean, reflect: true },
    citations: { state: true },
    current: { state: true },
    page: { state: true },
    info: { state: true },
    marks: { state: true },
    scale: { state: true },
    waiting: { state: true },
    failed: { state: true },
  };
  static override styles = [base, viewerStyles];

  declare docked: boolean;
  declare private citations: Citation[];
  declare private current: Citation | null;
  declare private page: number;
  declare private info: PageInfo | null;
  declare private marks: Marks | null;
  declare private scale: number;
  declare private waiting: boolean;
  declare private failed: string;

  private readonly dialog = createRef<HTMLDialogElement>();
  private readonly stage = createRef<HTMLDivElement>();
  private readonly canvas = createRef<HTMLCanvasElement>();
  private opener: HTMLElement | null = null;
  private visit = 0;
  private drawn = 0;

  constructor() {
    super();
    this.docked = false;
    this.citations = [];
    this.current = null;
    this.page = 1;
    this.info = this.marks = null;
    this.scale = 1;
    this.waiting = false;
    this.failed = "";
  }

  get opened(): boolean {
    return !!this.dialog.value?.open;
  }

  /** Show a citation; `all` are those of its answer. */
  async show(citation: Citation, all: Citation[]): Promise<void> {
    this.citations = all;
    await this.updateComplete;
    const dialog = this.dialog.value;
    if (dialog && !dialog.open) {
      this.opener = focused();
      // Whoever holds the viewer makes room first: what is not shown cannot take the focus.
      this.tell("viewer", true);
      await new Promise(requestAnimationFrame);
      if (this.docked) dialog.show();
      else dialog.showModal();
      dialog.querySelector<HTMLElement>(".top button")?.focus();
    }
    await this.turn(citation, citation.page);
  }

  close(): void {
    this.dialog.value?.close();
  }

  private closed = () => {
    this.visit++;
    this.tell("viewer", false);
    // Whoever asked for the evidence goes on where they were.
    this.opener?.focus();
    this.opener = null;
  };

  private async turn(citation: Citation, page: number): Promise<void> {
    const visit = ++this.visit;
    const same = this.current?.document_id === citation.document_id && this.page === page;
    this.current = citation;
    this.page = page;
    this.failed = "";
    if (!same) this.waiting = true;
    const cited = page === citation.page && citation.bbox;
    try {
      const [info, marks, picture] = await Promise.all([
        this.client.page(citation.document_id, page),
        cited ? this.client.marks(citation.document_id, page, citation.bbox as Box, citation.kind === "text" ? citation.quote : "") : null,
        this.client.picture(citation.document_id, page, 1600).catch(() => null),
      ]);
      if (visit !== this.visit) return;
      this.info = info;
      this.marks = marks;
      this.waiting = false;
      await this.updateComplete;
      if (picture) this.draw(picture);
      this.fit();
    } catch (error) {
      if (visit !== this.visit) return;
      this.waiting = false;
      this.info = null;
      this.failed = (error as { code?: string }).code === "offline" ? this.t.offline : this.t.failed;
    }
  }

  private draw(picture: ImageBitmap): void {
    const canvas = this.canvas.value;
    if (!canvas) return;
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.getContext("2d")?.drawImage(picture, 0, 0);
    this.drawn = picture.width;
  }

  private room(): number {
    return (this.stage.value?.clientWidth ?? 800) - 32;
  }

  private fit(): void {
    if (!this.info) return;
    this.scale = scaleFor(this.info.width, this.room(), this.marks ? region(this.marks) : null);
    void this.toMark();
  }

  /** Bring what is marked into the middle. */
  private async toMark(): Promise<void> {
    await this.updateComplete;
    const stage = this.stage.value;
    if (!stage || !this.info) return;
    if (!this.marks) {
      stage.scrollTo(0, 0);
      return;
    }
    const [x0, top, x1, bottom] = region(this.marks);
    const cell = this.marks.cell;
    const wide = (x1 - x0) * this.scale > stage.clientWidth;
    const tall = (bottom - top) * this.scale > stage.clientHeight;
    const middle = (low: number, high: number) => ((low + high) / 2) * this.scale + 16;
    stage.scrollTo(
      middle(wide ? cell[0] : x0, wide ? cell[2] : x1) - stage.clientWidth / 2,
      middle(tall ? cell[1] : top, tall ? cell[3] : bottom) - stage.clientHeight / 2,
    );
  }

  private zoom(by: number): void {
    const stage = this.stage.value;
    if (!stage || !this.info) return;
    const before = this.scale;
    this.scale = Math.min(CLOSEST, Math.max(FARTHEST, before * by));
    const grown = this.scale / before;
    const x = stage.scrollLeft + stage.clientWidth / 2;
    const y = stage.scrollTop + stage.clientHeight / 2;
    void this.updateComplete.then(() => {
      stage.scrollTo(x * grown - stage.clientWidth / 2, y * grown - stage.clientHeight / 2);
    });
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has("scale" as never) || !this.info?.picture || !this.current) return;
    // A closer look gets a finer picture, when the one at hand would blur.
    const needed = this.info.width * this.scale * Math.min(2, window.devicePixelRatio || 1);
    if (needed > this.drawn * 1.15 && this.drawn && this.drawn < 2400) {
      const { visit } = this;
      void this.client.picture(this.current.document_id, this.page, 2400).then(
        (picture) => visit === this.visit && this.draw(picture),
        () => undefined,
      );
    }
  }

  private leaf(by: number): void {
    const page = this.page + by;
    if (!this.current || !this.info || page < 1 || page > this.info.pages) return;
    void this.turn(this.current, page);
  }

  private keys = (event: KeyboardEvent) => {
    const actions: Record<string, () => void> = {
      "+": () => this.zoom(ZOOM),
      "=": () => this.zoom(ZOOM),
      "-": () => this.zoom(1 / ZOOM),
      "0": () => this.fit(),
      PageDown: () => this.leaf(1),
      PageUp: () => this.leaf(-1),
    };
    const action = event.ctrlKey || event.metaKey ? undefined : actions[event.key];
    if (action) {
      event.preventDefault();
      action();
    } else if (event.key === "Escape" && this.docked) this.close();
  };

  override render() {
    const { t } = this;
    return html`<dialog
      ${ref(this.dialog)}
      part="viewer"
      aria-label=${t.evidence}
      @close=${this.closed}
      @keydown=${this.keys}
    >
      <div class="top">
        <div class="where">
          <h2>${this.current?.title ?? t.evidence}</h2>
          <p>${this.current ? this.trail(this.current) : nothing}</p>
        </div>
        <button class="icon" aria-label=${t.close} title=${t.close} @click=${() => this.close()}>${icon("close")}</button>
      </div>
      ${this.citations.length > 1 ? this.tabs() : nothing} ${this.tools()}
      <div class="stage" ${ref(this.stage)} tabindex="0" role="region" aria-label=${t.evidence}>${this.content()}</div>
      <p class="hide" role="status">${this.waiting ? t.loading : this.info ? t.pageOf(this.page, this.info.pages) : ""}</p>
    </dialog>`;
  }

  private trail(citation: Citation) {
    return place(citation).map((part, index) => html`${index ? html`<span aria-hidden="true"> · </span>` : nothing}${part}`);
  }

  private tabs() {
    return html`<nav aria-label=${this.t.sources}>
      ${this.citations.map(
        (citation) =>
          html`<button
            class="tab"
            aria-current=${citation === this.current ? "true" : "false"}
            @click=${() => void this.turn(citation, citation.page)}
          >
            <span class="number">${citation.number}</span>${this.t.page(citation.page)}
          </button>`,
      )}
    </nav>`;
  }

  private tools() {
    const { t, info } = this;
    const button = (name: Parameters<typeof icon>[0], label: string, action: () => void, off = false) =>
      html`<button class="icon" aria-label=${label} title=${label} ?disabled=${off || !info} @click=${action}>${icon(name)}</button>`;
    const cited = this.current;
    return html`<div class="tools" role="toolbar" aria-label=${t.evidence}>
      ${button("left", t.previous, () => this.leaf(-1), this.page <= 1)}
      <span class="count">${info ? `${this.page} / ${info.pages}` : "…"}</span>
      ${button("right", t.next, () => this.leaf(1), !!info && this.page >= info.pages)}
      <span class="gap"></span>
      ${button("zoomOut", t.zoomOut, () => this.zoom(1 / ZOOM), !info?.picture)}
      ${button("zoomIn", t.zoomIn, () => this.zoom(ZOOM), !info?.picture)}
      ${button("fit", t.fit, () => this.whole(), !info?.picture)}
      ${button("aim", t.toMark, () => cited && void this.turn(cited, cited.page), !cited?.bbox)}
      <span class="gap"></span>
      ${cited
        ? html`<a class="line" href=${this.client.url(`/documents/${cited.document_id}#page=${this.page}`)} target="_blank" rel="noopener"
            >${icon("out")}<span>${t.original}</span></a
          >`
        : nothing}
    </div>`;
  }

  private whole(): void {
    if (!this.info) return;
    this.scale = this.room() / this.info.width;
    void this.toMark();
  }

  private content() {
    const { t, info, marks } = this;
    if (this.failed) return html`<p class="note">${this.failed}</p>`;
    if (!info) return html`<div class="sheet empty" aria-hidden="true"></div>`;
    if (!info.picture) return this.text(info);
    const size = { width: `${info.width * this.scale}px`, height: `${info.height * this.scale}px` };
    const at = (box: Box) => placed(shares(box, info.width, info.height));
    const label = marks?.record ? `${marks.record.column_path.join(" ")} ${marks.record.raw}` : (this.current?.quote ?? "");
    return html`<div class="sheet ${this.waiting ? "waiting" : ""}" ${placed(size)}>
        <canvas ${ref(this.canvas)} role="img" aria-label=${`${t.page(info.page)}${marks ? `，${t.marked(label)}` : ""}`}></canvas>
        ${marks
          ? html`<div class="marks" aria-hidden="true">
              ${marks.row ? html`<i class="band" data-mark="row" ${at(marks.row)}></i>` : nothing}
              ${marks.column ? html`<i class="band" data-mark="column" ${at(marks.column)}></i>` : nothing}
              ${marks.row_heads.map((box) => html`<i class="head" data-mark="row-head" ${at(box)}></i>`)}
              ${marks.column_heads.map((box) => html`<i class="head" data-mark="column-head" ${at(box)}></i>`)}
              ${marks.lines.map((box) => html`<i class="line-of" data-mark="line" ${at(box)}></i>`)}
              <i
                class="cell ${marks.record ? "" : "sentence"} ${marks.lines.length ? "lined" : ""}"
                data-mark="cell"
                ${at(marks.cell)}
              ></i>
            </div>`
          : nothing}
      </div>
      <details class="text">
        <summary>${t.pageText}</summary>
        <pre tabindex="0">${info.text}</pre>
      </details>`;
  }

  private text(info: PageInfo) {
    const quote = this.current?.page === info.page ? this.current.quote : "";
    const at = quote ? info.text.indexOf(quote) : -1;
    const shown = at < 0 ? info.text : html`${info.text.slice(0, at)}<mark data-mark="cell">${quote}</mark>${info.text.slice(at + quote.length)}`;
    return html`<div class="prose">
      <p class="note">${this.t.noPicture}</p>
      ${quote && at < 0 ? html`<blockquote data-mark="cell">${quote}</blockquote>` : nothing}
      <pre>${shown}</pre>
    </div>`;
  }
}

define("wb-viewer", Viewer);
