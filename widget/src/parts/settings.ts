/** Language and theme of a page, kept in this browser. */

import { html } from "lit";
import { asChoice, type Choice, prefer, preference, resolved, watch } from "../core/theme";
import { type Language, LANGUAGES, nearest } from "../i18n";
import { Part } from "./part";

export abstract class PagePart extends Part {
  static override properties = { ...Part.properties, theme: { reflect: true }, choice: { state: true } };

  declare theme: string;
  declare protected choice: Choice;
  private unwatch: () => void = () => undefined;

  constructor() {
    super();
    this.choice = asChoice(preference("theme"));
    this.language = nearest([preference("language"), ...navigator.languages]);
    this.settle();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.unwatch = watch(() => this.settle());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unwatch();
  }

  private settle(): void {
    this.theme = resolved(this.choice);
    document.documentElement.dataset.theme = this.theme;
    document.documentElement.lang = this.language;
    document.title = this.titled();
  }

  /** What the browser calls the page. */
  protected titled(): string {
    return this.t.name;
  }

  private speak = (event: Event) => {
    this.language = (event.target as HTMLSelectElement).value as Language;
    prefer("language", this.language);
    this.settle();
  };

  private light = (event: Event) => {
    this.choice = asChoice((event.target as HTMLSelectElement).value);
    prefer("theme", this.choice);
    this.settle();
  };

  protected preferences() {
    const { t } = this;
    const themes: [Choice, string][] = [["auto", t.themeAuto], ["light", t.themeLight], ["dark", t.themeDark]];
    return html`<div class="preferences">
      <select aria-label=${t.language} @change=${this.speak}>
        ${LANGUAGES.map(([value, name]) => html`<option value=${value} lang=${value} ?selected=${value === this.language}>${name}</option>`)}
      </select>
      <select aria-label=${t.theme} @change=${this.light}>
        ${themes.map(([value, name]) => html`<option value=${value} ?selected=${value === this.choice}>${name}</option>`)}
      </select>
    </div>`;
  }
}
