/** Colours, type and measures; a portal may set any `--wenbao-…` of its own. */

import { css } from "lit";

export const tokens = css`
  :host {
    --wb-bg: var(--wenbao-background, #f6f6f3);
    --wb-surface: var(--wenbao-surface, #ffffff);
    --wb-sunken: var(--wenbao-sunken, #eeeeea);
    --wb-ink: var(--wenbao-ink, #1b232d);
    --wb-muted: var(--wenbao-muted, #56606d);
    --wb-line: var(--wenbao-line, #e0e0da);
    --wb-line-strong: #85898f;
    --wb-primary: var(--wenbao-primary, #17507a);
    --wb-on-primary: var(--wenbao-on-primary, #ffffff);
    --wb-link: var(--wenbao-primary, #17507a);
    --wb-soft: var(--wenbao-soft, #e7eff6);
    --wb-mark: var(--wenbao-mark, #e9a21b);
    --wb-warn: #704600;
    --wb-warn-soft: #fdf4df;
    --wb-bad: #a02929;
    --wb-bad-soft: #fbecea;
    --wb-good: #1d6a45;
    --wb-good-soft: #e6f3ec;
    --wb-shadow: 0 1px 2px rgb(20 30 40 / 5%), 0 6px 20px rgb(20 30 40 / 6%);
    --wb-page-filter: none;
    --wb-radius: var(--wenbao-radius, 12px);
    --wb-font: var(
      --wenbao-font,
      system-ui,
      -apple-system,
      "Segoe UI",
      "PingFang SC",
      "Hiragino Sans GB",
      "Microsoft YaHei",
      "Noto Sans CJK SC",
      "Noto Sans SC",
      sans-serif
    );
    color-scheme: light;
    color: var(--wb-ink);
    font: 400 15px/1.75 var(--wb-font);
    text-align: start;
    text-autospace: normal;
    line-break: strict;
    -webkit-text-size-adjust: 100%;
  }
  :host(:lang(zh-TW)) {
    --wb-font: var(--wenbao-font, system-ui, -apple-system, "PingFang TC", "Microsoft JhengHei", "Noto Sans CJK TC", "Noto Sans TC", sans-serif);
  }
  :host([theme="dark"]) {
    --wb-bg: var(--wenbao-background-dark, #13171c);
    --wb-surface: var(--wenbao-surface-dark, #1b2027);
    --wb-sunken: var(--wenbao-sunken-dark, #252b34);
    --wb-ink: var(--wenbao-ink-dark, #e6e9ed);
    --wb-muted: var(--wenbao-muted-dark, #a4aeba);
    --wb-line: #2f3640;
    --wb-line-strong: #7d8794;
    --wb-primary: var(--wenbao-primary-dark, #2a6c9f);
    --wb-on-primary: #ffffff;
    --wb-link: var(--wenbao-link-dark, #8fc3ea);
    --wb-soft: #20303f;
    --wb-mark: #f0b23c;
    --wb-warn: #f0cd8b;
    --wb-warn-soft: #33291a;
    --wb-bad: #f3a7a0;
    --wb-bad-soft: #3a2222;
    --wb-good: #8fd6b1;
    --wb-good-soft: #1c3227;
    --wb-shadow: 0 1px 2px rgb(0 0 0 / 30%), 0 8px 24px rgb(0 0 0 / 30%);
    --wb-page-filter: brightness(0.92);
    color-scheme: dark;
  }
`;

export const base = css`
  :host {
    box-sizing: border-box;
  }
  *,
  *::before,
  *::after {
    box-sizing: inherit;
  }
  [hidden] {
    display: none !important;
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  h1,
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  figure,
  blockquote {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  :focus-visible {
    outline: 2px solid var(--wb-link);
    outline-offset: 2px;
    border-radius: 6px;
  }
  a {
    color: var(--wb-link);
    text-underline-offset: 3px;
  }
  .hide {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  button {
    border: 0;
    background: none;
    padding: 0;
    cursor: pointer;
  }
  button:disabled {
    cursor: default;
    opacity: 0.55;
  }
  .icon {
    display: inline-grid;
    place-items: center;
    min-width: 36px;
    height: 36px;
    border-radius: 8px;
    color: var(--wb-muted);
  }
  .icon:hover:not(:disabled) {
    background: var(--wb-sunken);
    color: var(--wb-ink);
  }
  .quiet {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 32px;
    padding: 0 10px;
    border-radius: 8px;
    color: var(--wb-muted);
    font-size: 13px;
  }
  .quiet:hover:not(:disabled),
  .quiet[aria-pressed="true"],
  .quiet[aria-expanded="true"] {
    background: var(--wb-sunken);
    color: var(--wb-ink);
  }
  .solid {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-height: 38px;
    padding: 0 16px;
    border-radius: 9px;
    background: var(--wb-primary);
    color: var(--wb-on-primary);
  }
  .solid:hover:not(:disabled) {
    filter: brightness(1.08);
  }
  .line {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 36px;
    padding: 0 14px;
    border: 1px solid var(--wb-line);
    border-radius: 9px;
    background: var(--wb-surface);
    color: var(--wb-ink);
    text-decoration: none;
    font-size: 14px;
  }
  .line:hover:not(:disabled) {
    border-color: var(--wb-line-strong);
  }
  svg {
    width: 18px;
    height: 18px;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.7;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0.01ms !important;
      animation-iteration-count: 1 !important;
      /* Not a short one: without a named property it would animate sizes that are measured at once. */
      transition: none !important;
      scroll-behavior: auto !important;
    }
  }
  @media (forced-colors: active) {
    button,
    .line {
      border: 1px solid;
    }
  }
`;
