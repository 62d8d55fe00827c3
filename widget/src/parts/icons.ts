/** Drawings of 24 × 24, in the colour of the text around them. */

import { svg, html, type TemplateResult } from "lit";

const PATHS = {
  send: "M12 19V5M6 11l6-6 6 6",
  stop: "M7 7h10v10H7z",
  plus: "M12 5v14M5 12h14",
  close: "M6 6l12 12M18 6L6 18",
  menu: "M4 7h16M4 12h16M4 17h16",
  clock: "M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18",
  trash: "M5 7h14M10 7V5h4v2M7 7l1 12h8l1-12",
  copy: "M9 9h10v11H9zM5 15V4h10",
  share: "M12 15V4M8 8l4-4 4 4M6 12v7h12v-7",
  sheet: "M4 5h16v14H4zM4 10h16M4 14.500h16M10 10v9",
  up: "M8 11v8H5v-8zM8 12l3-7c1.500 0 2.500 1 2.500 2.500V10H18a2 2 0 0 1 2 2.300l-1 5A2 2 0 0 1 17 19H8",
  down: "M16 13V5h3v8zM16 12l-3 7c-1.500 0-2.500-1-2.500-2.500V14H6a2 2 0 0 1-2-2.300l1-5A2 2 0 0 1 7 5h9",
  dots: "M6 12h.01M12 12h.01M18 12h.01",
  page: "M6 3h8l4 4v14H6zM14 3v4h4",
  left: "M14 6l-6 6 6 6",
  right: "M10 6l6 6-6 6",
  zoomIn: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14M16 16l4 4M11 8v6M8 11h6",
  zoomOut: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14M16 16l4 4M8 11h6",
  fit: "M4 12h16M7 9l-3 3 3 3M17 9l3 3-3 3",
  aim: "M12 3v4M12 17v4M3 12h4M17 12h4M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8",
  out: "M13 5h6v6M19 5l-9 9M17 14v5H5V7h5",
  warn: "M12 4l9 16H3zM12 10v4M12 17h.01",
  none: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M6 6l12 12",
  chart: "M5 19V5M5 19h14M9 15v-4M13 15V8M17 15v-6",
  chat: "M4 5h16v11H9l-5 4z",
  books: "M5 4h4v16H5zM9 6h4v14H9zM14 7l4-1 3 13-4 1z",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.500 1.500M17.500 17.500L19 19M19 5l-1.500 1.500M6.500 17.500L5 19",
  upload: "M12 16V5M8 9l4-4 4 4M4 19h16",
  pin: "M9 4h6l-1 6 3 3H7l3-3zM12 13v7",
  pen: "M5 19l1-4L16 5l3 3L9 18zM14 7l3 3",
  back: "M9 7L5 11l4 4M5 11h9a5 5 0 0 1 0 10h-2",
  check: "M5 12l5 5 9-10",
  key: "M8 11a4 4 0 1 0 0 8 4 4 0 0 0 0-8M11 12l9-9M16 7l3 3",
} as const;

export type IconName = keyof typeof PATHS;

export const icon = (name: IconName): TemplateResult =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true">${svg`<path d=${PATHS[name]} />`}</svg>`;
