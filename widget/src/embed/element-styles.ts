import { css } from "lit";

export const elementStyles = css`
  :host {
    position: static;
  }
  :host([mode="inline"]) {
    display: block;
    height: 640px;
  }
  .inline,
  dialog {
    position: relative;
    flex-direction: column;
    background: var(--wb-bg);
    color: var(--wb-ink);
    border: 1px solid var(--wb-line);
    border-radius: 16px;
    overflow: hidden;
  }
  .inline {
    display: flex;
    height: 100%;
  }
  .launcher {
    position: fixed;
    z-index: 2147483000;
    inset-block-end: 20px;
    inset-inline-end: 20px;
    display: inline-flex;
    align-items: center;
    gap: 8px;
    height: 50px;
    padding: 0 20px 0 16px;
    border-radius: 999px;
    background: var(--wb-primary);
    color: var(--wb-on-primary);
    font-weight: 600;
    box-shadow: 0 6px 22px rgb(10 30 50 / 28%);
  }
  .launcher:focus-visible {
    border-radius: 999px;
    outline-offset: 3px;
  }
  .launcher svg {
    width: 22px;
    height: 22px;
  }
  :host([position="left"]) .launcher {
    inset-inline: 20px auto;
  }
  dialog {
    position: fixed;
    z-index: 2147483000;
    inset: auto 20px 20px auto;
    display: none;
    width: min(420px, calc(100vw - 40px));
    height: min(680px, calc(100dvh - 40px));
    max-width: none;
    max-height: none;
    margin: 0;
    padding: 0;
    box-shadow: 0 16px 60px rgb(10 30 50 / 26%);
  }
  :host([position="left"]) dialog {
    inset: auto auto 20px 20px;
  }
  dialog[open] {
    display: flex;
    animation: rise 0.18s ease-out;
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(10px);
    }
  }
  .top {
    display: flex;
    align-items: center;
    gap: 2px;
    padding: 8px 8px 8px 16px;
    border-bottom: 1px solid var(--wb-line);
    background: var(--wb-surface);
  }
  .top strong {
    flex: 1;
    font-weight: 600;
  }
  .chat {
    position: relative;
    flex: 1;
    min-height: 0;
  }
  wb-past {
    position: absolute;
    z-index: 1;
    inset: 0;
    padding: 14px 8px;
    overflow-y: auto;
    background: var(--wb-bg);
  }
  .refused {
    padding: 20px;
    color: var(--wb-bad);
  }
  iframe {
    flex: 1;
    width: 100%;
    border: 0;
  }
  .toast {
    position: absolute;
    z-index: 2;
    inset-block-end: 84px;
    inset-inline: 0;
    width: fit-content;
    margin: 0 auto;
    padding: 6px 16px;
    border-radius: 999px;
    background: var(--wb-ink);
    color: var(--wb-bg);
    font-size: 13px;
  }
  @media (max-width: 640px) {
    dialog,
    :host([position="left"]) dialog {
      inset: 0;
      width: 100vw;
      height: 100dvh;
      border: 0;
      border-radius: 0;
    }
  }
`;
