/** The one module that knows ECharts.  Canvas only: its tooltips as markup would need inline styles. */

import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { CanvasRenderer } from "echarts/renderers";
import type { Chart } from "./types";
import { grouped } from "./wording";

use([BarChart, LineChart, GridComponent, TooltipComponent, CanvasRenderer, LabelLayout]);

/** The library empties its place by `innerHTML = ""`: where trusted types are required, this and nothing else
 * is let through. */
function allowEmptying(): void {
  const types = (window as { trustedTypes?: { defaultPolicy: unknown; createPolicy(name: string, rules: object): unknown } })
    .trustedTypes;
  if (!types || types.defaultPolicy) return;
  try {
    types.createPolicy("default", { createHTML: (text: string) => (text === "" ? "" : null) });
  } catch {
    // A portal that names no such policy: the figures stand in the table.
  }
}

const MARGIN = 1; // years: ticks fall on whole ones

/** The years of a series, where it runs over years. */
export function yearsOf(chart: Chart): number[] | null {
  const years = chart.points.map((point) => Number(point.x));
  return chart.kind === "line" && years.every((year) => Number.isInteger(year) && year > 0) ? years : null;
}

/** Whether a tick is a year of the series' span. */
export const within = (years: readonly number[], year: number): boolean =>
  Number.isInteger(year) && year >= Math.min(...years) && year <= Math.max(...years);

export interface Palette {
  ink: string;
  muted: string;
  line: string;
  series: string;
  font: string;
}

export function drawn(place: HTMLElement, chart: Chart, palette: Palette) {
  allowEmptying();
  const drawing = init(place, null, { renderer: "canvas" });
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const years = yearsOf(chart);
  const names = chart.points.map((point) => String(point.x));
  const turned = chart.kind === "bar" && names.some((name) => name.length > 6);
  const category = {
    type: "category" as const,
    data: names,
    inverse: turned,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: palette.line } },
    axisLabel: { color: palette.muted, width: place.clientWidth < 420 ? 96 : 190, lineHeight: 16, overflow: "break" as const },
  };
  const time = years && {
    type: "value" as const,
    // A year that is missing takes its room: a line over it would be as steep as it is not.
    min: Math.min(...years) - MARGIN,
    max: Math.max(...years) + MARGIN,
    interval: 1,
    axisTick: { show: false },
    axisLine: { onZero: false, lineStyle: { color: palette.line } },
    splitLine: { show: false },
    axisLabel: { color: palette.muted, hideOverlap: true, formatter: (year: number) => (within(years, year) ? String(year) : "") },
  };
  const narrow = place.clientWidth < 420;
  const amounts = {
    type: "value" as const,
    axisLabel: { color: palette.muted },
    splitLine: { lineStyle: { color: palette.line } },
    splitNumber: narrow ? 2 : 4,
  };
  drawing.setOption({
    animation: !calm,
    animationDuration: 350,
    textStyle: { fontFamily: palette.font, color: palette.ink },
    grid: { left: 8, right: turned ? 70 : 16, top: 26, bottom: 8, containLabel: true },
    tooltip: { renderMode: "richText", trigger: "item", formatter: years ? ({ value }: { value: number[] }) => `${value[0]}: ${value[1]}` : "{b}: {c}" },
    xAxis: time || (turned ? amounts : category),
    yAxis: turned ? category : amounts,
    series: [
      {
        type: chart.kind,
        data: chart.points.map((point, at) => {
          const value = point.value === null ? null : Number(point.value);
          return years ? [years[at] ?? 0, value] : value;
        }) as (number | null)[],
        barMaxWidth: 34,
        symbolSize: 8,
        itemStyle: { color: palette.series, borderRadius: 4 },
        lineStyle: { color: palette.series, width: 2.5 },
        label: {
          show: names.length <= 12,
          position: turned ? "right" : "top",
          color: palette.ink,
          // The digits as the report prints them, not as a number would.
          formatter: ({ dataIndex }: { dataIndex: number }) => grouped(chart.points[dataIndex]?.value ?? ""),
        },
      },
    ],
  });
  return drawing;
}
