import { css } from "lit";

export const answerStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  article {
    display: grid;
    gap: 14px;
    padding: 20px 22px 12px;
    border: 1px solid var(--wb-line);
    border-radius: var(--wb-radius);
    background: var(--wb-surface);
    box-shadow: var(--wb-shadow);
  }
  article.plain {
    box-shadow: none;
  }
  .whose {
    color: var(--wb-muted);
    font-size: 13px;
    line-height: 1.6;
  }
  .lead {
    display: grid;
    gap: 2px;
  }
  .amount {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 2px 8px;
    font-size: clamp(34px, 9cqi, 50px);
    font-weight: 640;
    line-height: 1.15;
    letter-spacing: -0.015em;
    font-variant-numeric: tabular-nums lining-nums;
    overflow-wrap: anywhere;
  }
  .amount .unit {
    font-size: 0.4em;
    font-weight: 500;
    letter-spacing: 0;
    color: var(--wb-muted);
  }
  .label {
    font-size: 14px;
    line-height: 1.6;
  }
  .formula {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 10px;
    margin-top: 6px;
    padding: 8px 12px;
    border-radius: 8px;
    background: var(--wb-soft);
    font-size: 14px;
    font-variant-numeric: tabular-nums;
  }
  .formula b {
    font-weight: 500;
    color: var(--wb-muted);
  }
  .others {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 190px), 1fr));
    gap: 8px;
  }
  .others li {
    padding: 10px 12px;
    border: 1px solid var(--wb-line);
    border-radius: 9px;
  }
  .others .amount {
    font-size: 20px;
  }
  .others .unit {
    font-size: 0.66em;
  }
  .others .label,
  .others .whose {
    font-size: 12.5px;
  }
  .others.asked {
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 230px), 1fr));
  }
  .others.asked .amount {
    font-size: clamp(21px, 4.2cqi, 28px);
  }
  .others.asked .unit {
    font-size: 0.5em;
  }
  .actions [role="group"] {
    display: inline-flex;
    flex-wrap: wrap;
  }
  .derived {
    display: grid;
    gap: 2px;
    font-size: 14px;
  }
  .derived b {
    color: var(--wb-muted);
    font-size: 13px;
    font-weight: 500;
  }
  .derived .sum {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .warning {
    display: flex;
    gap: 10px;
    padding: 10px 14px;
    border-radius: 9px;
    background: var(--wb-warn-soft);
    color: var(--wb-warn);
    font-size: 14px;
  }
  .warning svg {
    margin-top: 3px;
  }
  .text {
    overflow-wrap: anywhere;
    line-height: 1.85;
  }
  .text p + p,
  .text ul,
  .text blockquote {
    margin-top: 8px;
  }
  .text ul,
  .text ol {
    padding-inline-start: 1.3em;
    list-style: disc;
  }
  .text ol {
    list-style: decimal;
  }
  .text strong {
    font-weight: 640;
  }
  .text blockquote {
    padding-inline-start: 12px;
    border-inline-start: 3px solid var(--wb-line);
    color: var(--wb-muted);
  }
  .text table {
    display: block;
    position: relative;
    overflow-x: auto;
    border-collapse: collapse;
    font-size: 14px;
  }
  .text td,
  .text th {
    padding: 4px 10px;
    border: 1px solid var(--wb-line);
  }
  .text pre {
    position: relative;
    overflow-x: auto;
    white-space: pre-wrap;
  }
  .of {
    margin: 0 0 -8px;
    color: var(--wb-muted);
    font-size: 12.5px;
  }
  .of .cite {
    margin-inline-start: 6px;
  }
  .glued {
    white-space: nowrap;
  }
  .cite {
    display: inline-grid;
    place-items: center;
    min-width: 20px;
    height: 20px;
    margin: 0 2px;
    padding: 0 5px;
    border-radius: 6px;
    background: var(--wb-soft);
    color: var(--wb-link);
    font-size: 12px;
    font-weight: 600;
    line-height: 1;
    vertical-align: 2px;
    font-variant-numeric: tabular-nums;
  }
  .cite:hover {
    background: var(--wb-primary);
    color: var(--wb-on-primary);
  }
  .warning .cite {
    background: transparent;
    color: inherit;
    box-shadow: inset 0 0 0 1px currentColor;
  }
  h3 {
    color: var(--wb-muted);
    font-size: 12.5px;
    font-weight: 500;
    letter-spacing: 0.04em;
  }
  .sources {
    display: grid;
    gap: 2px;
    margin-inline: -10px;
  }
  .source {
    display: grid;
    grid-template-columns: auto 1fr auto;
    gap: 0 10px;
    width: 100%;
    padding: 7px 10px;
    border-radius: 9px;
    text-align: start;
    font-size: 13.5px;
    line-height: 1.6;
  }
  .source:hover {
    background: var(--wb-sunken);
  }
  .source .cite {
    margin-top: 2px;
  }
  .source small {
    display: block;
    color: var(--wb-muted);
    font-size: 12.5px;
    overflow-wrap: anywhere;
  }
  .source .at {
    color: var(--wb-link);
    font-size: 12.5px;
    white-space: nowrap;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 2px;
    margin: 0 -10px;
    padding-top: 6px;
    border-top: 1px solid var(--wb-line);
  }
  .actions .gap {
    flex: 1;
  }
  .notice {
    color: var(--wb-muted);
    font-size: 13px;
    align-self: center;
  }
  form {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  form input {
    flex: 1 1 200px;
    min-height: 38px;
    padding: 0 12px;
    border: 1px solid var(--wb-line-strong);
    border-radius: 9px;
    background: var(--wb-surface);
  }
  .next {
    display: grid;
    gap: 6px;
    margin-top: 14px;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .chip {
    max-width: 100%;
    padding: 6px 14px;
    border: 1px solid var(--wb-line);
    border-radius: 18px;
    background: var(--wb-surface);
    font-size: 14px;
    line-height: 1.5;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .chip:hover {
    border-color: var(--wb-link);
    color: var(--wb-link);
  }
  .choices {
    display: grid;
    gap: 8px;
  }
  .choices .chip {
    display: flex;
    justify-content: space-between;
    align-items: center;
    width: 100%;
    padding: 10px 14px;
    border-radius: 10px;
    border-color: var(--wb-line-strong);
  }
  .tag {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    color: var(--wb-muted);
    font-size: 13px;
  }
  @container (max-width: 600px) {
    .opinion span {
      display: none;
    }
  }
  @container (max-width: 460px) {
    article {
      padding: 16px 16px 8px;
    }
    .source {
      grid-template-columns: auto 1fr;
    }
    .source .at {
      grid-column: 2;
    }
  }
`;
