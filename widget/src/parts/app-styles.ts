import { css } from "lit";

export const appStyles = css`
  :host {
    background: var(--wb-bg);
  }
  .frame {
    display: grid;
    grid-template: minmax(0, 1fr) / 264px minmax(0, 1fr);
    height: 100%;
  }
  .frame.split {
    grid-template-columns: 264px minmax(400px, 5fr) minmax(480px, 6fr);
  }
  :host([bare]) .frame {
    grid-template-columns: minmax(0, 1fr);
  }
  main {
    min-width: 0;
    min-height: 0;
  }
  .top {
    display: none;
  }
  aside {
    display: flex;
    flex-direction: column;
    gap: 14px;
    min-height: 0;
    padding: 18px 14px 14px;
    border-inline-end: 1px solid var(--wb-line);
    background: var(--wb-bg);
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 0 10px;
    color: var(--wb-ink);
    font-size: 18px;
    font-weight: 640;
    letter-spacing: 0.02em;
    text-decoration: none;
  }
  .new {
    justify-content: center;
  }
  wb-past {
    flex: 1;
    min-height: 0;
    position: relative;
    overflow-y: auto;
  }
  nav {
    display: grid;
  }
  nav a {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 6px 10px;
    border-radius: 8px;
    color: var(--wb-ink);
    font-size: 14px;
    text-decoration: none;
  }
  nav a svg {
    color: var(--wb-muted);
  }
  nav a:hover {
    background: var(--wb-sunken);
  }
  .preferences {
    display: flex;
    gap: 6px;
  }
  select {
    flex: 1;
    min-width: 0;
    min-height: 34px;
    padding: 0 6px;
    border: 1px solid var(--wb-line);
    border-radius: 8px;
    background: var(--wb-surface);
    color: var(--wb-ink);
    font-size: 13px;
  }
  wb-viewer {
    min-width: 0;
    min-height: 0;
  }
  .frame:not(.split) wb-viewer[docked] {
    display: none;
  }
  .toast {
    position: fixed;
    inset-block-end: 96px;
    inset-inline: 0;
    width: fit-content;
    max-width: 90vw;
    margin: 0 auto;
    padding: 8px 18px;
    border-radius: 999px;
    background: var(--wb-ink);
    color: var(--wb-bg);
    font-size: 14px;
    overflow-wrap: anywhere;
  }
  .shared {
    display: grid;
    gap: 16px;
    justify-items: start;
    max-width: 820px;
    height: 100%;
    margin: 0 auto;
    padding: 40px 20px;
    position: relative;
    overflow-y: auto;
    align-content: start;
  }
  .shared wb-answer {
    width: 100%;
  }
  .shared :is(h1, h2) {
    font-size: 22px;
    line-height: 1.5;
    overflow-wrap: anywhere;
  }
  .shared .hint {
    color: var(--wb-muted);
    font-size: 13px;
    font-weight: 400;
  }
  @media (max-width: 860px) {
    .frame,
    .frame.split {
      grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
    }
    :host([bare]) .frame {
      grid-template-rows: minmax(0, 1fr);
    }
    .top {
      display: flex;
      align-items: center;
      justify-content: space-between;
      padding: 6px 8px;
      border-bottom: 1px solid var(--wb-line);
    }
    aside {
      position: fixed;
      z-index: 3;
      inset-block: 0;
      inset-inline-start: 0;
      width: min(300px, 86vw);
      visibility: hidden;
      transform: translateX(-100%);
      transition:
        transform 0.2s,
        visibility 0.2s;
    }
    aside.open {
      visibility: visible;
      transform: none;
      box-shadow: var(--wb-shadow);
    }
    .veil {
      position: fixed;
      z-index: 2;
      inset: 0;
      background: rgb(12 18 24 / 40%);
    }
  }
`;
