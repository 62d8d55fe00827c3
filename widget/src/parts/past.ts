/** The list of conversations. */

import { css, html } from "lit";
import type { Conversation } from "../core/history";
import { icon } from "./icons";
import { define, Part } from "./part";
import { base } from "./tokens";

export class Past extends Part {
  static override properties = { items: { attribute: false }, current: { attribute: false } };
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      h2 {
        padding: 0 10px 6px;
        color: var(--wb-muted);
        font-size: 12.5px;
        font-weight: 500;
      }
      li {
        display: flex;
        align-items: center;
        border-radius: 8px;
      }
      li:hover,
      li[aria-current="true"] {
        background: var(--wb-sunken);
      }
      .title {
        flex: 1;
        min-width: 0;
        padding: 6px 10px;
        overflow: hidden;
        text-align: start;
        text-overflow: ellipsis;
        white-space: nowrap;
        font-size: 14px;
      }
      .icon {
        opacity: 0;
      }
      li:hover .icon,
      .icon:focus-visible {
        opacity: 1;
      }
      @media (hover: none) {
        .icon {
          opacity: 1;
        }
      }
      p {
        padding: 0 10px;
        color: var(--wb-muted);
        font-size: 13px;
        line-height: 1.7;
      }
      .quiet {
        margin-top: 8px;
      }
    `,
  ];

  declare items: Conversation[];
  declare current: string;

  constructor() {
    super();
    this.items = [];
    this.current = "";
  }

  override render() {
    const { t } = this;
    if (!this.items.length) return html`<h2>${t.history}</h2><p>${t.noHistory}</p>`;
    return html`<h2>${t.history}</h2>
      <ul>
        ${this.items.map(
          (item) =>
            html`<li aria-current=${item.id === this.current ? "true" : "false"}>
              <button class="title" title=${item.turns[0]?.question ?? ""} @click=${() => this.tell("recall", item)}>${item.turns[0]?.question}</button>
              <button class="icon" aria-label=${`${t.deleteChat}：${item.turns[0]?.question ?? ""}`} title=${t.deleteChat} @click=${() => this.tell("forget", item.id)}>${icon("trash")}</button>
            </li>`,
        )}
      </ul>
      <button class="quiet" @click=${() => this.tell("forget-all", null)}>${t.clearHistory}</button>`;
  }
}

define("wb-past", Past);
