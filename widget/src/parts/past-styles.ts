import { css } from "lit";

export const pastStyles = css`
  :host {
    display: block;
  }
  input {
    width: 100%;
    min-height: 34px;
    padding: 0 10px;
    border: 1px solid var(--wb-line);
    border-radius: 8px;
    background: var(--wb-surface);
    font-size: 13.5px;
  }
  .seek {
    margin-bottom: 8px;
  }
  h2,
  h3 {
    padding: 0 10px 4px;
    color: var(--wb-muted);
    font-size: 12.5px;
    font-weight: 500;
  }
  h3 {
    padding-top: 12px;
  }
  li {
    border-radius: 8px;
  }
  .item {
    display: flex;
    align-items: center;
  }
  li:hover,
  li[aria-current="true"] {
    background: var(--wb-sunken);
  }
  .title {
    flex: 1;
    display: grid;
    min-width: 0;
    padding: 5px 10px;
    text-align: start;
    font-size: 14px;
    line-height: 1.5;
  }
  .title > * {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .title small {
    color: var(--wb-muted);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }
  .more {
    display: flex;
    flex-wrap: wrap;
    padding: 0 2px 4px;
  }
  .more .quiet {
    padding: 0 8px;
    min-height: 30px;
  }
  form {
    display: flex;
    gap: 6px;
    padding: 4px 6px;
  }
  p {
    padding: 0 10px;
    color: var(--wb-muted);
    font-size: 13px;
    line-height: 1.7;
  }
  .ask {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 6px;
    margin: 8px 0;
    padding: 6px 4px 6px 10px;
    border-radius: 8px;
    background: var(--wb-soft);
    color: var(--wb-ink);
    font-size: 13px;
  }
  .ask .line {
    min-height: 30px;
    padding: 0 8px;
    font-size: 13px;
  }
  .ask .icon {
    min-width: 28px;
    height: 28px;
    margin-inline-start: auto;
  }
  .clear {
    margin-top: 8px;
  }
`;
