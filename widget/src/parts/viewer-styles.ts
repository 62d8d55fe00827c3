import { css } from "lit";

export const viewerStyles = css`
  dialog {
    display: none;
    flex-direction: column;
    width: min(1240px, 96vw);
    height: min(94vh, 1100px);
    max-width: none;
    max-height: none;
    padding: 0;
    border: 1px solid var(--wb-line);
    border-radius: var(--wb-radius);
    background: var(--wb-surface);
    color: var(--wb-ink);
    box-shadow: var(--wb-shadow);
    overflow: hidden;
  }
  dialog[open] {
    display: flex;
  }
  dialog::backdrop {
    background: rgb(12 18 24 / 45%);
  }
  :host([docked]) dialog {
    position: static;
    width: 100%;
    height: 100%;
    border: 0;
    border-inline-start: 1px solid var(--wb-line);
    border-radius: 0;
    box-shadow: none;
  }
  .top {
    display: flex;
    gap: 12px;
    align-items: flex-start;
    padding: 14px 12px 8px 20px;
  }
  .where {
    flex: 1;
    min-width: 0;
  }
  h2 {
    font-size: 15px;
    font-weight: 600;
    line-height: 1.5;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .top p {
    color: var(--wb-muted);
    font-size: 13px;
    line-height: 1.55;
    max-height: 3.1em;
    overflow: hidden;
  }
  nav {
    display: flex;
    gap: 6px;
    padding: 0 20px 8px;
    position: relative;
    overflow-x: auto;
  }
  .tab {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    padding: 2px 10px 2px 4px;
    border: 1px solid var(--wb-line);
    border-radius: 999px;
    color: var(--wb-muted);
    font-size: 13px;
    white-space: nowrap;
  }
  .tab[aria-current="true"] {
    border-color: var(--wb-link);
    background: var(--wb-soft);
    color: var(--wb-link);
  }
  .number {
    display: inline-grid;
    place-items: center;
    min-width: 20px;
    height: 20px;
    border-radius: 999px;
    background: var(--wb-sunken);
    color: var(--wb-ink);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px;
    padding: 4px 12px;
    border-block: 1px solid var(--wb-line);
  }
  .tools .line {
    min-height: 32px;
    padding: 0 10px;
    font-size: 13px;
  }
  .count {
    min-width: 4.5em;
    text-align: center;
    color: var(--wb-muted);
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }
  .gap {
    flex: 1;
  }
  .stage {
    flex: 1;
    min-height: 0;
    position: relative;
    overflow: auto;
    padding: 16px;
    background: var(--wb-sunken);
    overscroll-behavior: contain;
  }
  .stage:focus-visible {
    outline-offset: -2px;
    border-radius: 0;
  }
  .sheet {
    position: relative;
    margin: 0 auto;
    background: #fff;
    box-shadow: 0 1px 3px rgb(0 0 0 / 18%);
  }
  .sheet.empty {
    width: 100%;
    aspect-ratio: 1.414;
    background: linear-gradient(100deg, #fff 40%, #f0f0ee 50%, #fff 60%) 0 0 / 200% 100%;
    animation: sheen 1.4s linear infinite;
    opacity: 0.7;
  }
  .sheet.waiting canvas {
    opacity: 0.5;
  }
  @keyframes sheen {
    from {
      background-position: 150% 0;
    }
    to {
      background-position: -50% 0;
    }
  }
  canvas {
    display: block;
    width: 100%;
    height: 100%;
  }
  .sheet {
    filter: var(--wb-page-filter);
  }
  .marks i {
    position: absolute;
    pointer-events: none;
    mix-blend-mode: multiply;
  }
  .band {
    background: rgb(250 214 130 / 38%);
  }
  .head {
    background: rgb(120 175 220 / 30%);
    box-shadow: inset 0 0 0 1.5px rgb(23 80 122 / 65%);
  }
  .cell {
    background: rgb(255 205 80 / 55%);
    box-shadow:
      0 0 0 2.5px #c7740a,
      0 0 0 7px rgb(240 165 30 / 30%);
    border-radius: 2px;
    animation: found 0.7s ease-out;
  }
  .cell.sentence {
    box-shadow: -5px 0 0 -1px #c7740a;
    background: rgb(255 214 110 / 42%);
    border-radius: 0;
  }
  .cell.sentence.lined {
    background: none;
  }
  .line-of {
    background: rgb(255 205 80 / 50%);
    border-radius: 2px;
  }
  @keyframes found {
    from {
      transform: scale(1.25);
      opacity: 0;
    }
  }
  .text {
    margin: 16px auto 0;
    max-width: 900px;
    color: var(--wb-muted);
    font-size: 13px;
  }
  .text pre,
  .prose pre {
    margin: 8px 0 0;
    padding: 16px;
    border-radius: 8px;
    background: var(--wb-surface);
    color: var(--wb-ink);
    font: inherit;
    line-height: 1.8;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    max-height: 60vh;
    position: relative;
    overflow: auto;
  }
  .prose {
    max-width: 46em;
    margin: 0 auto;
  }
  .prose pre {
    max-height: none;
  }
  .note {
    color: var(--wb-muted);
    font-size: 13px;
    text-align: center;
  }
  mark,
  blockquote[data-mark] {
    background: rgb(255 214 110 / 55%);
    color: #1b232d;
    padding: 1px 2px;
  }
  @media (max-width: 640px) {
    dialog {
      width: 100vw;
      height: 100dvh;
      border: 0;
      border-radius: 0;
    }
    .tools .line span {
      display: none;
    }
    .stage {
      padding: 8px;
    }
  }
`;
