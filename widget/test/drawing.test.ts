// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { within, yearsOf } from "../src/core/drawing";
import type { Chart } from "../src/core/types";

const chart = (kind: Chart["kind"], ...xs: (string | number)[]): Chart => ({ kind, metric: "合计", unit: "万元", points: xs.map((x) => ({ x, value: "1" })) });

describe("the axis", () => {
  it("is one of years, with room for those that are missing", () => {
    expect(yearsOf(chart("line", 2017, "2021", 2023))).toEqual([2017, 2021, 2023]);
  });

  it("names every year of the span, and none beside it", () => {
    const ticks = [2016, 2017, 2018, 2019, 2020, 2020.5];
    expect(ticks.filter((tick) => within([2017, 2019, 2020], tick))).toEqual([2017, 2018, 2019, 2020]);
  });

  it("is one of names, for bars and for what is no year", () => {
    expect(yearsOf(chart("bar", "甲局", "乙局"))).toBeNull();
    expect(yearsOf(chart("line", "一季度", "二季度"))).toBeNull();
  });
});
