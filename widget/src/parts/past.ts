/** The list of conversations: found by their words, named, pinned, taken away and brought back. */

import { html, nothing, type PropertyValues } from "lit";
import { type Conversation, type History, sought, title } from "../core/history";
import { icon } from "./icons";
import { define, Part } from "./part";
import { pastStyles } from "./past-styles";
import { base } from "./tokens";

const SEEK_FROM = 4; // conversations below which nobody has to search
const DAY = 86_400_000;

export class Past extends Part {
  static override properties = {
    ...Part.properties,
    history: { attribute: false },
    current: { attribute: false },
    wanted: { state: true },
    unfolded: { state: true },
    naming: { state: true },
    clearing: { state: true },
    undo: { state: true },
  };
  static override styles = [base, pastStyles];

  declare history: History;
  declare current: string;
  declare private wanted: string;
  declare private unfolded: string;
  declare private naming: string;
  declare private clearing: boolean;
  declare private undo: { count: number; back: () => void; current: string } | null;
  private unwatch: () => void = () => undefined;

  constructor() {
    super();
    this.current = this.wanted = this.unfolded = this.naming = "";
    this.clearing = false;
    this.undo = null;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("history")) return;
    this.unwatch();
    this.unwatch = this.history.watch(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unwatch();
  }

  override render() {
    const { t } = this;
    const items = this.history.all();
    const found = sought(items, this.wanted);
    return html`<h2>${t.history}</h2>
      <div role="status">${this.undo ? this.undone(this.undo) : nothing}</div>
      ${items.length ? nothing : html`<p>${t.noHistory}</p>`}
      ${items.length >= SEEK_FROM || this.wanted
        ? html`<input
            class="seek"
            type="search"
            aria-label=${t.seek}
            placeholder=${t.seek}
            .value=${this.wanted}
            @input=${(event: Event) => (this.wanted = (event.target as HTMLInputElement).value)}
          />`
        : nothing}
      ${this.wanted && !found.length ? html`<p>${t.noneFound}</p>` : nothing}
      ${this.groups(found).map(
        ([name, held]) =>
          html`<h3>${name}</h3>
            <ul>
              ${held.map((item) => this.item(item, items))}
            </ul>`,
      )}
      ${items.length ? this.clear(items) : nothing}`;
  }

  /** By when they were last asked in; those that are pinned stand above. */
  private groups(items: Conversation[]): [string, Conversation[]][] {
    const { t } = this;
    const midnight = new Date().setHours(0, 0, 0, 0);
    const of = (item: Conversation) => {
      if (item.pinned) return t.pinned;
      if (item.at >= midnight) return t.today;
      if (item.at >= midnight - DAY) return t.yesterday;
      return item.at >= midnight - 6 * DAY ? t.thisWeek : t.older;
    };
    const groups = new Map<string, Conversation[]>();
    for (const item of items) groups.set(of(item), [...(groups.get(of(item)) ?? []), item]);
    return [...groups];
  }

  private item(item: Conversation, all: Conversation[]) {
    const { t } = this;
    const named = title(item);
    if (this.naming === item.id) return html`<li>${this.nameForm(item)}</li>`;
    const open = this.unfolded === item.id;
    return html`<li aria-current=${item.id === this.current ? "true" : "false"}>
      <div class="item">
        <button class="title" title=${named} @click=${() => this.tell("recall", item)}>
          <span>${named}</span><small>${this.below(item, all)}</small>
        </button>
        <button
          class="icon"
          aria-label=${`${t.manageChat}：${named}`}
          title=${t.manageChat}
          aria-expanded=${open ? "true" : "false"}
          @click=${() => (this.unfolded = open ? "" : item.id)}
        >
          ${icon("dots")}
        </button>
      </div>
      ${open
        ? html`<div class="more">
            <button class="quiet" @click=${() => this.pin(item)}>${icon("pin")}${item.pinned ? t.unpin : t.pin}</button>
            <button class="quiet" @click=${() => void this.name(item)}>${icon("pen")}${t.rename}</button>
            <button class="quiet" @click=${() => this.forget(item.id)}>${icon("trash")}${t.deleteChat}</button>
          </div>`
        : nothing}
    </li>`;
  }

  /** When it was, and what tells it from others of the same name. */
  private below(item: Conversation, all: Conversation[]): string {
    const today = item.at >= new Date().setHours(0, 0, 0, 0);
    const format: Intl.DateTimeFormatOptions = today
      ? { hour: "2-digit", minute: "2-digit" }
      : { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" };
    const when = new Intl.DateTimeFormat(this.language, format).format(item.at);
    const twin = all.some((other) => other !== item && title(other) === title(item));
    const last = item.turns.at(-1)?.question;
    const { length } = item.turns;
    return [when, twin && length > 1 && last ? last : this.t.turns(length)].join(" · ");
  }

  private nameForm(item: Conversation) {
    const { t } = this;
    return html`<form
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        this.history.rename(item.id, String(new FormData(event.target as HTMLFormElement).get("name") ?? ""));
        this.naming = "";
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        this.naming = "";
      }}
    >
      <input name="name" aria-label=${t.rename} .value=${title(item)} />
      <button class="icon" aria-label=${t.saveName} title=${t.saveName}>${icon("check")}</button>
    </form>`;
  }

  private async name(item: Conversation): Promise<void> {
    this.naming = item.id;
    this.unfolded = "";
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLInputElement>("form input")?.select();
  }

  private pin(item: Conversation): void {
    this.history.pin(item.id, !item.pinned);
    this.unfolded = "";
    this.requestUpdate();
  }

  private forget(...ids: string[]): void {
    const back = this.history.drop(...ids);
    this.undo = { count: ids.length, back, current: ids.includes(this.current) ? this.current : "" };
    this.unfolded = "";
    this.clearing = false;
    this.tell("forget", ids);
  }

  private undone({ count, back, current }: { count: number; back: () => void; current: string }) {
    const { t } = this;
    const bring = () => {
      back();
      this.undo = null;
      const open = this.history.find(current);
      if (open) this.tell("recall", open);
    };
    return html`<div class="ask">
      <span>${t.deleted(count)}</span><button class="line" @click=${bring}>${icon("back")}${t.undo}</button>
      <button class="icon" aria-label=${t.close} title=${t.close} @click=${() => (this.undo = null)}>${icon("close")}</button>
    </div>`;
  }

  private clear(items: Conversation[]) {
    const { t } = this;
    if (!this.clearing) return html`<button class="quiet clear" @click=${() => (this.clearing = true)}>${t.clearHistory}</button>`;
    return html`<div class="ask" role="alertdialog" aria-label=${t.clearAsk(items.length)}>
      <span>${t.clearAsk(items.length)}</span>
      <button class="line" @click=${() => this.forget(...items.map((item) => item.id))}>${t.clearYes}</button>
      <button class="line" @click=${() => (this.clearing = false)}>${t.clearNo}</button>
    </div>`;
  }
}

define("wb-past", Past);
