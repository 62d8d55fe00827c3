import { describe, expect, it } from "vitest";
import type { Answer, Citation, Figure } from "../src/core/types";
import { choice, copied, grouped, inLanguage, leading, place, wording } from "../src/core/wording";

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

  it("puts a computed figure before those that it is computed from", () => {
    const { first, others } = leading(answer({ figures: [figure("1"), figure("3", "1 + 2"), figure("2")] }));
    expect([first?.value, ...others.map((one) => one.value)]).toEqual(["3", "1", "2"]);
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
    expect(leading(answer({ route: "narrative" }))).toEqual({ first: null, others: [] });
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
