/** Boxes on a page, and how large to show it. */

import type { Box, Marks } from "./types";

export function hull(boxes: readonly Box[]): Box | null {
  if (!boxes.length) return null;
  return [
    Math.min(...boxes.map((box) => box[0])),
    Math.min(...boxes.map((box) => box[1])),
    Math.max(...boxes.map((box) => box[2])),
    Math.max(...boxes.map((box) => box[3])),
  ];
}

/** All that belongs to the figure: its cell, and the heads of its row and column. */
export function region(marks: Marks): Box {
  const boxes = [marks.cell, marks.row, marks.column, ...marks.row_heads, ...marks.column_heads].filter((box): box is Box => !!box);
  return hull(boxes) as Box;
}

export function padded(box: Box, by: number, width: number, height: number): Box {
  return [
    Math.max(0, box[0] - by),
    Math.max(0, box[1] - by),
    Math.min(width, box[2] + by),
    Math.min(height, box[3] + by),
  ];
}

/** A box as shares of the page, for `placed()`. */
export function shares(box: Box, width: number, height: number): Record<string, string> {
  const share = (value: number, of: number) => `${((value / of) * 100).toFixed(4)}%`;
  return {
    left: share(box[0], width),
    top: share(box[1], height),
    width: share(box[2] - box[0], width),
    height: share(box[3] - box[1], height),
  };
}

const LEGIBLE = 1.25; // pixels for a point

/** Pixels for a point: the whole width, or closer where the print would be too small to read. */
export function scaleFor(pageWidth: number, room: number, focus: Box | null): number {
  const fit = room / pageWidth;
  if (fit >= LEGIBLE || !focus) return fit;
  const closer = room / (focus[2] - focus[0] + 48);
  return Math.max(fit, Math.min(LEGIBLE, closer));
}
