import { describe, expect, it, vi } from "vitest";
import { candidates, examplesFor } from "../src/core/examples";
import { plain, spent, Trials } from "../src/core/trials";
import type { Answer, Report } from "../src/core/types";

const report = (organisation: string, fiscal_year: number, report_type: string, records = 400): Report => ({
  document_id: organisation + fiscal_year, source: "", title: "", organisation, short_names: [], fiscal_year, report_type,
  pages: 1, tables: 1, records, passages: 9, confidence: 1, problems: [], ingested_at: "2026", url: "",
});
const answer = (route: Answer["route"], figures = 1): Answer => ({
  answer: "", route, figures: Array(figures).fill({}), citations: route === "refuse" ? [] : [{} as never], warnings: [], suggestions: [],
  chart: null, conversation_id: "", trace_id: "",
});
/** A service that answers some questions, and counts what it is asked. */
const service = (answers: (question: string) => Answer) => {
  const asked: string[] = [];
  return { asked, client: { tried: vi.fn(async (question: string) => (asked.push(question), answers(question))) } };
};
class Store {
  kept = new Map<string, string>();
  getItem = (name: string) => this.kept.get(name) ?? null;
  setItem = (name: string, value: string) => void this.kept.set(name, value);
}

describe("trials", () => {
  it("let through what is answered with a source, in its order, each asked once", async () => {
    const { asked, client } = service((question) => answer(question.includes("预算") ? "lookup" : "refuse"));
    const trials = new Trials(client);
    expect(await trials.those(["支出合计？", "支出预算？", "收入预算？"])).toEqual(["支出预算？", "收入预算？"]);
    await trials.those(["支出预算"]);
    expect(asked).toHaveLength(3);
  });

  it("hold nothing against a question while the service is away", async () => {
    const tried = vi.fn().mockRejectedValueOnce(new TypeError()).mockResolvedValue(answer("lookup"));
    const trials = new Trials({ tried });
    expect(await trials.those(["一"])).toEqual([]);
    expect(await trials.those(["一"])).toEqual(["一"]);
  });

  it("know a question again in other punctuation", () => {
    expect(plain("“三公”经费是多少？")).toBe(plain("三公经费 是多少"));
    expect(spent([{ question: "甲？", answer: null }]).has(plain("甲"))).toBe(true);
  });
});

describe("examples", () => {
  const kind = (question: string) => (/谁更多|分别/.test(question) ? answer("compute", 2) : /为什么|职能/.test(question) ? answer("narrative", 0) : answer("lookup"));

  it("are one of each kind, all answered", async () => {
    const { client } = service(kind);
    const found = await examplesFor([report("甲局", 2020, "部门决算"), report("乙局", 2020, "部门决算")], "zh-CN", new Trials(client), undefined, null);
    expect(found.map((one) => one.kind)).toEqual(["total", "item", "comparison", "text"]);
  });

  it("of a shelf of budgets ask for budgets, and what is refused is not shown", async () => {
    const { client } = service((question) => (/决算|合计/.test(question) ? answer("refuse", 0) : kind(question)));
    const found = await examplesFor([report("甲局", 2025, "部门预算")], "zh-CN", new Trials(client), undefined, null);
    expect(found.map((one) => one.kind)).toEqual(["total", "item", "comparison", "text"]);
    expect(found.every((one) => !/决算|合计/.test(one.text))).toBe(true);
  });

  it("are none where the service refuses all, after a few trials", async () => {
    const { client, asked } = service(() => answer("refuse", 0));
    const shelf = Array.from({ length: 50 }, (_, at) => report(`局${at}`, 2020, "部门决算"));
    expect(await examplesFor(shelf, "zh-CN", new Trials(client), undefined, null)).toEqual([]);
    expect(asked.length).toBeLessThanOrEqual(20);
  });

  it("are tried once for a shelf, and anew when it changes", async () => {
    const { client, asked } = service(kind);
    const store = new Store() as unknown as Storage;
    const shelf = [report("甲局", 2020, "部门决算")];
    await examplesFor(shelf, "zh-CN", new Trials(client), undefined, store);
    const first = asked.length;
    await examplesFor(shelf, "zh-CN", new Trials(client), undefined, store);
    expect(asked).toHaveLength(first);
    await examplesFor([{ ...shelf[0]!, ingested_at: "2027" }], "zh-CN", new Trials(client), undefined, store);
    expect(asked.length).toBeGreaterThan(first);
  });

  it("are worded in the page's language", () => {
    const shelf = [report("甲局", 2020, "部门决算"), report("甲局", 2021, "部门决算"), report("乙局", 2021, "部门决算")];
    for (const text of Object.values(candidates(shelf, "en")).flat()) expect(text).toMatch(/^(What|Which|How|Why|By) .*\?$/);
    for (const text of Object.values(candidates(shelf, "zh-TW")).flat()) expect(text).not.toMatch(/[经决为么谁绩职]/);
  });
});
