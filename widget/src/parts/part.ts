/** What every part has: the API, the language, and the base styles. */

import { LitElement, type CSSResultGroup, type PropertyDeclarations } from "lit";
import type { Client } from "../core/client";
import { type Language, type Strings, strings } from "../i18n";
import { base } from "./tokens";

export abstract class Part extends LitElement {
  static override properties: PropertyDeclarations = {
    client: { attribute: false },
    language: { attribute: false },
  };
  static override styles: CSSResultGroup = base;

  declare client: Client;
  declare language: Language;

  constructor() {
    super();
    this.language = "zh-CN";
  }

  get t(): Strings {
    return strings(this.language);
  }

  /** Tell whoever holds this part. */
  protected tell<T>(name: string, detail: T): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

export function define(name: string, part: CustomElementConstructor): void {
  // Two copies of the script on one page: the first one stays.
  if (!customElements.get(name)) customElements.define(name, part);
}

/** The element that has the focus, inside shadow roots too. */
export function focused(): HTMLElement | null {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return found instanceof HTMLElement ? found : null;
}
