import { css } from "lit";

export const auditStyles = css`
  .check {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 6px 16px;
    align-items: center;
    padding: 14px 18px;
    border: 1px solid var(--wb-line);
    border-radius: var(--wb-radius);
    background: var(--wb-surface);
  }
  .check > p {
    grid-column: 1 / -1;
  }
  .check > p:empty {
    display: none;
  }
  .audit {
    display: grid;
    grid-template-columns: minmax(260px, 5fr) minmax(0, 8fr);
    gap: 20px;
    align-items: start;
  }
  .list-of {
    display: grid;
    gap: 10px;
  }
  .list-of ul {
    display: grid;
    gap: 8px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .list-of h2 small {
    color: var(--wb-muted);
    font-weight: 400;
  }
  .list-of details ul {
    margin-top: 8px;
  }
  summary {
    min-height: 32px;
    color: var(--wb-muted);
    font-size: 14px;
    cursor: pointer;
  }
  .finding {
    display: grid;
    gap: 4px;
    width: 100%;
    padding: 10px 14px;
    border: 1px solid var(--wb-line);
    border-radius: 10px;
    background: var(--wb-surface);
    font-size: 14px;
    line-height: 1.6;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .finding:hover {
    border-color: var(--wb-line-strong);
  }
  .finding[aria-current="true"] {
    border-color: var(--wb-link);
    box-shadow: inset 3px 0 0 var(--wb-link);
  }
  .finding small {
    color: var(--wb-muted);
  }
  .detail {
    position: sticky;
    top: 12px;
    display: grid;
    gap: 10px;
    max-height: calc(100vh - 24px);
    padding: 16px 18px;
    border: 1px solid var(--wb-line);
    border-radius: var(--wb-radius);
    background: var(--wb-surface);
    overflow-y: auto;
    overflow-wrap: anywhere;
  }
  .sides {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(260px, 1fr));
    gap: 14px;
  }
  dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 2px 12px;
    margin: 0;
    font-size: 14px;
  }
  dl:empty {
    display: none;
  }
  dt {
    color: var(--wb-muted);
  }
  dd {
    margin: 0;
    font-variant-numeric: tabular-nums;
  }
  .more {
    margin: 4px 0 0;
    padding-inline-start: 18px;
    font-size: 13.5px;
  }
  .decision {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    align-items: end;
  }
  .decision p {
    flex: 1 0 100%;
  }
  .decision label {
    display: grid;
    gap: 2px;
    color: var(--wb-muted);
    font-size: 12.5px;
  }
  .decision .wide {
    flex: 1 1 220px;
  }
  @media (max-width: 980px) {
    .audit {
      grid-template-columns: minmax(0, 1fr);
    }
    .detail {
      position: static;
      max-height: none;
    }
  }
`;
