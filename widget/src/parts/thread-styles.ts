import { css } from "lit";

export const threadStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    min-width: 0;
    height: 100%;
  }
  .scroll {
    flex: 1;
    min-height: 0;
    position: relative;
    overflow-y: auto;
    overscroll-behavior: contain;
    scroll-padding-top: 12px;
    padding: 20px max(20px, calc((100% - 780px) / 2)) 28px;
    scrollbar-width: thin;
  }
  :host([compact]) .scroll {
    padding: 14px 14px 20px;
  }
  .turn + .turn {
    margin-top: 34px;
  }
  .question {
    display: flex;
    justify-content: flex-end;
    margin: 0 0 14px;
    font-size: 15px;
    font-weight: 500;
    line-height: 1.65;
  }
  .question > span:last-child {
    max-width: 85%;
    padding: 8px 16px;
    border-radius: 16px 16px 4px 16px;
    background: var(--wb-soft);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .waiting {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 8px 2px;
    color: var(--wb-muted);
    font-size: 14px;
  }
  .waiting i {
    width: 16px;
    height: 16px;
    border: 2px solid var(--wb-line);
    border-top-color: var(--wb-link);
    border-radius: 50%;
    animation: turn 0.8s linear infinite;
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  .failed {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 16px;
    padding: 12px 16px;
    border-radius: var(--wb-radius);
    background: var(--wb-bad-soft);
    color: var(--wb-bad);
    font-size: 14px;
  }
  .welcome {
    display: grid;
    justify-items: start;
    gap: 10px;
    padding-top: min(12vh, 110px);
  }
  :host([compact]) .welcome {
    padding-top: 12px;
  }
  .welcome img {
    margin-bottom: 8px;
  }
  .tagline {
    font-size: clamp(22px, 3.4vw, 30px);
    font-weight: 640;
    line-height: 1.4;
    text-wrap: balance;
  }
  :host([compact]) .tagline {
    font-size: 19px;
  }
  .welcome > p {
    color: var(--wb-muted);
    text-wrap: pretty;
  }
  .held {
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }
  .examples {
    display: grid;
    gap: 8px;
    width: 100%;
    margin-top: 22px;
  }
  .examples .say {
    color: var(--wb-muted);
    font-size: 13px;
    font-weight: 500;
  }
  .chip {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    padding: 12px 16px;
    border: 1px solid var(--wb-line);
    border-radius: 11px;
    background: var(--wb-surface);
    text-align: start;
    line-height: 1.6;
  }
  .chip svg {
    color: var(--wb-muted);
  }
  .chip:hover {
    border-color: var(--wb-link);
  }
  .composer {
    padding: 0 max(20px, calc((100% - 780px) / 2)) 10px;
  }
  :host([compact]) .composer {
    padding: 0 12px max(10px, env(safe-area-inset-bottom));
  }
  .field {
    display: flex;
    align-items: flex-end;
    gap: 8px;
    padding: 7px 7px 7px 16px;
    border: 1px solid var(--wb-line-strong);
    border-radius: 15px;
    background: var(--wb-surface);
    box-shadow: var(--wb-shadow);
  }
  .field:focus-within {
    border-color: var(--wb-link);
    outline: 1px solid var(--wb-link);
  }
  textarea {
    flex: 1;
    min-width: 0;
    padding: 6px 0;
    border: 0;
    background: none;
    resize: none;
    line-height: 1.6;
  }
  textarea:focus-visible {
    outline: none;
  }
  textarea::placeholder {
    color: var(--wb-muted);
    opacity: 1;
  }
  .send {
    display: grid;
    place-items: center;
    width: 38px;
    height: 38px;
    border-radius: 10px;
    background: var(--wb-primary);
    color: var(--wb-on-primary);
  }
  .over {
    margin-top: 6px;
    color: var(--wb-bad);
    font-size: 13.5px;
    text-align: center;
  }
  .count {
    font-variant-numeric: tabular-nums;
  }
  .privacy {
    margin-top: 6px;
    color: var(--wb-muted);
    font-size: 12px;
    text-align: center;
  }
`;
