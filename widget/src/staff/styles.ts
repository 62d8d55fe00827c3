import { css } from "lit";

export const staffStyles = css`
  .page {
    display: grid;
    gap: 20px;
    max-width: 1280px;
    margin: 0 auto;
    padding: 28px 24px 60px;
  }
  h1 {
    font-size: 24px;
    font-weight: 640;
    line-height: 1.4;
    overflow-wrap: anywhere;
  }
  h2 {
    font-size: 16px;
    font-weight: 600;
  }
  .back {
    display: inline-flex;
    align-items: center;
    gap: 2px;
    margin-inline-start: -4px;
    font-size: 14px;
    text-decoration: none;
  }
  .lead {
    color: var(--wb-muted);
    font-size: 14px;
  }
  .drop {
    display: grid;
    justify-items: center;
    gap: 4px;
    padding: 26px 16px;
    border: 1.5px dashed var(--wb-line-strong);
    border-radius: var(--wb-radius);
    background: var(--wb-surface);
    text-align: center;
  }
  .drop.over {
    border-color: var(--wb-link);
    background: var(--wb-soft);
  }
  .drop svg {
    width: 28px;
    height: 28px;
    color: var(--wb-link);
  }
  .drop button {
    color: var(--wb-link);
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .drop small {
    color: var(--wb-muted);
  }
  .jobs {
    display: grid;
    gap: 8px;
  }
  .job {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 4px 12px;
    align-items: center;
    padding: 10px 16px;
    border: 1px solid var(--wb-line);
    border-radius: 10px;
    background: var(--wb-surface);
    font-size: 14px;
  }
  .job .name {
    overflow-wrap: anywhere;
    font-weight: 500;
  }
  .job .state {
    color: var(--wb-muted);
    font-size: 13px;
    overflow-wrap: anywhere;
  }
  .job.failed .state {
    color: var(--wb-bad);
  }
  .job.done .state {
    color: var(--wb-good);
  }
  progress {
    grid-column: 1 / -1;
    width: 100%;
    height: 6px;
    border: 0;
    border-radius: 3px;
    background: var(--wb-sunken);
    accent-color: var(--wb-link);
    overflow: hidden;
  }
  progress::-webkit-progress-bar {
    background: var(--wb-sunken);
  }
  progress::-webkit-progress-value {
    background: var(--wb-link);
    transition: width 0.3s;
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: 10px;
  }
  .filters label {
    display: grid;
    gap: 2px;
    color: var(--wb-muted);
    font-size: 12.5px;
  }
  .filters .wide {
    flex: 1 1 240px;
  }
  input,
  select {
    min-height: 38px;
    max-width: 100%;
    padding: 0 12px;
    border: 1px solid var(--wb-line-strong);
    border-radius: 9px;
    background: var(--wb-surface);
    color: var(--wb-ink);
    font-size: 14px;
  }
  .filters select {
    max-width: 260px;
  }
  .scroll {
    position: relative;
    overflow-x: auto;
    border: 1px solid var(--wb-line);
    border-radius: var(--wb-radius);
    background: var(--wb-surface);
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 14px;
  }
  .list th,
  .list td {
    padding: 12px 16px;
    border-bottom: 1px solid var(--wb-line);
    text-align: start;
    vertical-align: top;
    line-height: 1.6;
  }
  .list thead th {
    padding-block: 8px;
    color: var(--wb-muted);
    font-size: 12.5px;
    font-weight: 500;
    white-space: nowrap;
  }
  .list tbody tr:last-child > * {
    border-bottom: 0;
  }
  .list th a {
    font-weight: 600;
    text-decoration: none;
  }
  .list th a:hover {
    text-decoration: underline;
  }
  .list small {
    display: block;
    color: var(--wb-muted);
    font-weight: 400;
    overflow-wrap: anywhere;
  }
  .number {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .sure {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  meter {
    width: 56px;
    height: 10px;
  }
  .badge {
    display: inline-flex;
    padding: 0 9px;
    border-radius: 999px;
    background: var(--wb-sunken);
    color: var(--wb-ink);
    font-size: 12.5px;
    line-height: 1.8;
    white-space: nowrap;
  }
  .badge.wrong,
  .badge.error {
    background: var(--wb-bad-soft);
    color: var(--wb-bad);
  }
  .badge.missing,
  .badge.warning {
    background: var(--wb-warn-soft);
    color: var(--wb-warn);
  }
  .badge.right {
    background: var(--wb-good-soft);
    color: var(--wb-good);
  }
  .two {
    display: grid;
    grid-template-columns: minmax(220px, 300px) minmax(0, 1fr);
    gap: 20px;
    align-items: start;
  }
  .toc {
    display: grid;
    gap: 2px;
    max-height: 75vh;
    position: relative;
    overflow-y: auto;
  }
  .toc button {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 8px;
    width: 100%;
    padding: 8px 12px;
    border-radius: 9px;
    text-align: start;
    font-size: 14px;
    line-height: 1.55;
  }
  .toc button:hover,
  .toc button[aria-current="true"] {
    background: var(--wb-sunken);
  }
  .toc small {
    color: var(--wb-muted);
    font-size: 12.5px;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
  }
  .bar .gap {
    flex: 1;
  }
  .grid {
    max-height: 75vh;
    position: relative;
    overflow: auto;
  }
  .grid table {
    width: auto;
    min-width: 100%;
    font-size: 13px;
  }
  .grid th,
  .grid td {
    padding: 5px 10px;
    border: 1px solid var(--wb-line);
    text-align: start;
    font-weight: 400;
    line-height: 1.5;
    min-width: 64px;
  }
  .grid thead :is(th, td) {
    background: var(--wb-sunken);
    font-weight: 500;
    text-align: center;
  }
  .grid td.figure {
    padding: 0;
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .grid td.figure button {
    width: 100%;
    padding: 5px 10px;
    text-align: end;
  }
  .grid td.figure button:hover {
    background: var(--wb-soft);
    color: var(--wb-link);
  }
  .grid td.unsure {
    background: var(--wb-warn-soft);
  }
  .problems li {
    display: flex;
    gap: 10px;
    padding: 4px 0;
    font-size: 14px;
  }
  dialog {
    width: min(440px, 92vw);
    padding: 22px 24px;
    border: 1px solid var(--wb-line);
    border-radius: var(--wb-radius);
    background: var(--wb-surface);
    color: var(--wb-ink);
    line-height: 1.8;
  }
  dialog::backdrop {
    background: rgb(12 18 24 / 45%);
  }
  dialog .bar {
    justify-content: flex-end;
    margin-top: 16px;
  }
  .danger {
    background: #a02929;
    color: #fff;
  }
  .blank {
    padding: 40px 16px;
    color: var(--wb-muted);
    text-align: center;
  }
  @media (max-width: 640px) {
    .list th[scope="row"] {
      min-width: 17em;
    }
  }
  @media (max-width: 860px) {
    .page {
      padding: 20px 16px 60px;
    }
    .two {
      grid-template-columns: minmax(0, 1fr);
    }
    .toc {
      max-height: 240px;
    }
  }
`;
