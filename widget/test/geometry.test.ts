import { describe, expect, it } from "vitest";
import { padded, region, scaleFor, shares } from "../src/core/geometry";
import { cutsOf } from "../src/parts/snippet";
import type { Marks } from "../src/core/types";

const marks: Marks = {
  page: 1, cell: [400, 200, 450, 220], row: [200, 200, 450, 220], column: [400, 120, 450, 220],
  row_heads: [[100, 200, 200, 220]], column_heads: [[380, 100, 600, 120]], table: 1, row_number: 1, record: null, in_row: [], lines: [],
};

describe("geometry", () => {
  it("takes in cell, row and every head of the column", () => {
    expect(region(marks)).toEqual([100, 100, 600, 220]);
  });

  it("keeps what is padded on the page", () => {
    expect(padded([2, 2, 98, 98], 5, 100, 100)).toEqual([0, 0, 100, 100]);
  });

  it("gives shares of the page", () => {
    expect(shares([50, 25, 75, 50], 100, 100)).toEqual({ left: "50.0000%", top: "25.0000%", width: "25.0000%", height: "25.0000%" });
  });

  it("fits the width, but never so small that the print cannot be read", () => {
    expect(scaleFor(500, 1000, null)).toBe(2);
    expect(scaleFor(1000, 500, null)).toBe(0.5);
    expect(scaleFor(1000, 500, [0, 0, 100, 10])).toBe(1.25);
    expect(scaleFor(1000, 500, [0, 0, 900, 10])).toBeCloseTo(500 / 948);
  });

  it("cuts out heads and row together where they are near, and one above the other where they are far", () => {
    const page = { width: 842, height: 595 };
    expect(cutsOf(marks, page)).toEqual([[97, 97, 603, 223]]);
    const far: Marks = { ...marks, cell: [400, 480, 450, 500], row: [200, 480, 450, 500], column: [400, 120, 450, 500], row_heads: [[100, 480, 200, 500]] };
    expect(cutsOf(far, page)).toEqual([[97, 97, 603, 123], [97, 477, 603, 503]]);
    expect(cutsOf({ ...far, column_heads: [] }, page)).toEqual([[97, 477, 453, 503]]);
  });

  it("takes for heads only what stands above the row, and not half a page of it", () => {
    const page = { width: 842, height: 595 };
    const form: Marks = { ...marks, row_heads: [[100, 200, 200, 220]], column_heads: [[380, 100, 600, 120], [380, 400, 600, 420]] };
    expect(cutsOf(form, page)).toEqual([[97, 97, 603, 123], [97, 197, 603, 223]]);
    expect(cutsOf({ ...form, column_heads: [[380, 20, 600, 190], [380, 400, 600, 420]] }, page)).toEqual([[97, 197, 453, 223]]);
  });

  it("takes in every cell of the row that is told", () => {
    expect(cutsOf(marks, { width: 842, height: 595 }, [[700, 200, 760, 220]])[0]?.[2]).toBe(763);
  });

  it("never cuts out less than can be recognised, nor beyond the page", () => {
    const alone: Marks = { ...marks, row: null, column: null, column_heads: [], cell: [800, 10, 840, 30] };
    const [x0, , x1] = cutsOf(alone, { width: 842, height: 595 })[0] ?? [0, 0, 0, 0];
    expect(x1 - x0).toBeGreaterThanOrEqual(360);
    expect(x1).toBeLessThanOrEqual(842.001);
  });
});
