import { describe, expect, it } from "vitest";
import type { Answer, Citation, Figure } from "../src/core/types";
import { choice, copied, grouped, inLanguage, leading, mostlyChinese, oneMeasure, place, rowsOf, spoken, warningsOf, wording } from "../src/core/wording";

const citation = (number: number, more: Partial<Citation> = {}): Citation => ({
  number,
  document_id: "d",
  source: "某局.pdf",
  title: "某局2020年决算",
  page: 3,
  kind: "table",
  table: { form: "公开01表", title: "总表", row_path: ["支出", "合计"], column_path: ["决算数"] },
  section: null,
  quote: "12.50",
  bbox: [1, 2, 3, 4],
  url: "/documents/d#page=3",
  ...more,
});
const figure = (value: string, formula: string | null = null): Figure => ({
  value, unit: "万元", label: "合计", organisation: "某局", fiscal_year: 2020, citation: 1, formula, inputs: [],
});
const answer = (more: Partial<Answer> = {}): Answer => ({
  answer: "合计为 **12.50 万元**[1]。",
  route: "lookup",
  figures: [figure("12.50")],
  citations: [citation(1)],
  warnings: [],
  suggestions: [],
  chart: null,
  conversation_id: "c",
  trace_id: "t",
  ...more,
});

describe("digits", () => {
  it.each([
    ["1234567.80", "1,234,567.80"],
    ["-1234", "−1,234"],
    ["0.00", "0.00"],
    ["999", "999"],
    ["12345678901234567890.123456789", "12,345,678,901,234,567,890.123456789"],
    ["见附件", "见附件"],
  ])("%s is shown as %s, no digit touched", (value, shown) => expect(grouped(value)).toBe(shown));
});

describe("wording", () => {
  it("leaves out the warnings that are shown on their own, and nothing else", () => {
    const warned = answer({
      answer: "合计为 12.50 万元[1]。\n\n> 注意：两处不一致：12.50，12.51[2]。\n\n> 引文。",
      warnings: [{ kind: "discrepancy", message: "两处不一致：12.50，12.51。", citations: [2] }],
    });
    expect(wording(warned)).toBe("合计为 12.50 万元[1]。\n\n> 引文。");
  });

  it("copies question, text and sources without marks", () => {
    const text = copied("合计是多少", answer(), (page) => `第 ${page} 页`);
    expect(text).toBe("合计是多少\n\n合计为 12.50 万元[1]。\n\n[1] 某局.pdf 第 3 页 公开01表 · 总表 · 支出 › 合计 · 决算数");
  });

  it("names the place of a sentence by its last headings", () => {
    expect(place(citation(1, { table: null, kind: "text", section: ["一", "二", "三"] }))).toEqual(["二", "三"]);
  });

  it("shows a choice without the question that it repeats", () => {
    expect(choice("甲局2017年：三公经费是多少", "三公经费是多少？")).toBe("甲局2017年");
    expect(choice("甲局：说明", "别的")).toBe("甲局：说明");
  });
});

describe("a description", () => {
  it("has no figure above it: its numbers stay in their sentences", () => {
    expect(leading(answer({ route: "narrative" }))).toEqual({ leads: [], first: null, computed: null, others: [] });
  });
});

describe("the place of a citation", () => {
  it("is the section where the table has no name", () => {
    const table = { form: null, title: null, row_path: [], column_path: [] };
    expect(place(citation(1, { table, section: ["第三部分", "一、总体情况"] }))).toEqual(["第三部分", "一、总体情况"]);
  });
});

describe("an error said in both languages", () => {
  it("is shown in the reader's", () => {
    const both = "文件已损坏，无法解析 / The file is damaged: 某.pdf";
    expect(inLanguage(both, "zh-TW")).toBe("文件已损坏，无法解析：某.pdf");
    expect(inLanguage(both, "en")).toBe("The file is damaged: 某.pdf");
  });
  it("is left as it is when it is in one", () => {
    expect(inLanguage("> 200 MB", "en")).toBe("> 200 MB");
    expect(inLanguage("一 / 二", "zh-CN")).toBe("一 / 二");
  });
});

describe("a warning in English", () => {
  it("is shown once: its note leaves the wording", () => {
    const warned = answer({
      answer: "It was 12.50 [1].\n\n> Note: the report is not consistent here: page 5 says 12.51 [1][2].",
      warnings: [{ kind: "discrepancy", message: "The report is not consistent here: page 5 says 12.51.", citations: [1, 2] }],
    });
    expect(wording(warned)).toBe("It was 12.50 [1].");
  });
});

describe("what was asked", () => {
  const two = [figure("404.40"), figure("399.00"), figure("5.40", "404.40 − 399.00")];
  const values = (found: ReturnType<typeof leading>) => ({ leads: found.leads.map((one) => one.value), computed: found.computed?.value, others: found.others.map((one) => one.value) });

  it("stands first: several values before their difference", () => {
    const found = leading(answer({ figures: two, answer: "甲更多，相差 5.40 万元。\n- **404.40 万元**[1]\n- **399.00 万元**[2]" }));
    expect(values(found)).toEqual({ leads: ["404.40", "399.00"], computed: "5.40", others: [] });
  });

  it("stands first: the difference, where it was asked for", () => {
    const found = leading(answer({ figures: two, route: "compute", answer: "多 **5.40 万元**。计算：404.40 − 399.00 = 5.40" }));
    expect(values(found)).toEqual({ leads: ["5.40"], computed: "5.40", others: ["404.40", "399.00"] });
  });

  it("is found in other digits of the same number", () => {
    const found = leading(answer({ figures: [figure("6933.03"), figure("3890.30")], answer: "**6,933.03 万元**；**3,890.3 万元**" }));
    expect(values(found).leads).toEqual(["6933.03", "3890.30"]);
  });

  it("is the computed one where nothing is stressed, unless there is a chart", () => {
    expect(values(leading(answer({ figures: two, answer: "5.40" }))).leads).toEqual(["5.40"]);
    const chart = { kind: "bar" as const, metric: "合计", unit: "万元", points: [] };
    expect(values(leading(answer({ figures: two, answer: "5.40", chart }))).leads).toEqual(["404.40", "399.00"]);
  });

  it("is read out: one figure by its label, several by the sentence", () => {
    expect(spoken(answer({ figures: [figure("12.50")] }), "已回答")).toBe("已回答：合计 12.50 万元");
    expect(spoken(answer({ figures: two, answer: "甲更多。**404.40**，**399.00**" }), "已回答")).toMatch(/^已回答：甲更多/);
  });
});

describe("warnings", () => {
  const warning = (message: string, citations: number[], kind = "scope") => ({ kind, message, citations });
  const shown = (...warnings: ReturnType<typeof warning>[]) => warningsOf(answer({ warnings })).map((one) => one.message);

  it("are told once", () => {
    expect(shown(warning("口径不同：0.39 万元。", [1]), warning("口径不同：0.39 万元[2]。", [1]))).toEqual(["口径不同：0.39 万元。"]);
  });

  it("that say no more than another are left out", () => {
    const [less, more] = [warning("表中“会议费”为 0.39 万元[2]。", [2]), warning("第24页写作 3.17万元，第14页为 0.39万元。", [1, 2])];
    expect(shown(less, more)).toEqual([more.message]);
    expect(shown(more, less)).toEqual([more.message]);
  });

  it("of other places, figures or kinds are all told", () => {
    const all = [warning("0.39 与 3.17", [1, 2]), warning("0.16 与 3.17", [1]), warning("第8页为 0.39", [3]), warning("合计为 0.39", [1], "sum")];
    expect(shown(...all)).toEqual(all.map((one) => one.message));
  });
});

describe("a series", () => {
  const of = (...labels: string[]) => {
    const figures = labels.map((label, at) => ({ ...figure(String(at)), label, fiscal_year: 2017 + 2 * at }));
    const points = figures.map((one) => ({ x: one.fiscal_year, value: one.value, organisation: "某局" }));
    return answer({ figures, chart: { kind: "line", metric: labels[0] ?? "", unit: "万元", points } });
  };

  it("of one measure is drawn, whatever stands in brackets", () => {
    expect(oneMeasure(of("“三公”经费决算数（合计）", "三公经费决算数", "2021年度三公经费决算"))).toBe(true);
  });

  it("of several measures is not", () => {
    expect(oneMeasure(of("本年支出合计决算数", "实际支出数", "决算支出"))).toBe(false);
  });

  it("of bodies is drawn: each bar has a name of its own", () => {
    const bars = of("甲", "乙");
    expect(oneMeasure({ ...bars, chart: { ...bars.chart!, kind: "bar" } })).toBe(true);
  });
});

describe("strips", () => {
  it("show cells of one row together, others apart, and no text", () => {
    const cells = [citation(1, { bbox: [1, 10, 2, 20] }), citation(2, { bbox: [5, 11, 6, 19] }), citation(3, { bbox: [1, 40, 2, 50] }), citation(4, { kind: "text" }), citation(5, { bbox: [1, 10, 2, 20], page: 4 }), citation(6, { bbox: [400, 10, 410, 20] })];
    expect(rowsOf([...cells, undefined, cells[0]]).map((row) => row.map((one) => one.number))).toEqual([[1, 2], [3], [5], [6]]);
  });
});

describe("quotes", () => {
  it.each([["其中因公出国费增加57.56万元[1]", true], ["Income total = 6,933.03 (table “总表”, page 5)", false]] as const)("%s", (text, chinese) =>
    expect(mostlyChinese(text)).toBe(chinese));
});
