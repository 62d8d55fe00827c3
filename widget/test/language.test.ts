import { describe, expect, it } from "vitest";
import { LANGUAGES, nearest, strings } from "../src/i18n";
import { words } from "../src/staff/words";

/** All that a table of texts says, with what it says of numbers. */
const said = (table: object) =>
  Object.values(table)
    .map((one: unknown) => (typeof one === "function" ? String(one("2", "3", "4")) : String(one)))
    .join("");

describe("languages", () => {
  it.each([
    [["zh-CN"], "zh-CN"], [["zh-Hant-HK"], "zh-TW"], [["zh-tw"], "zh-TW"], [["en-GB"], "en"],
    [["fr", "en"], "en"], [["fr"], "zh-CN"], [[null, "", "zh"], "zh-CN"],
  ] as const)("%j is answered in %s", (wanted, found) => expect(nearest(wanted)).toBe(found));

  it("say the same things", () => {
    for (const table of [strings, words]) {
      const names = LANGUAGES.map(([language]) => Object.keys(table(language)).sort());
      expect(names[1]).toEqual(names[0]);
      expect(names[2]).toEqual(names[0]);
    }
  });

  it("write traditional characters for Taiwan", () => {
    const text = said(strings("zh-TW")) + said(words("zh-TW"));
    expect(text).not.toMatch(/[们这个为报问题数国页应么从说读书务复导缩单张总与时间误获联络称设会请档库开关闭选择还没认证钥访内输条编辑简体备暂储写专业员发络执认]/);
  });

  it("write no Chinese in English", () => {
    expect(said(strings("en")) + said(words("en"))).not.toMatch(/[\u4e00-\u9fff]/);
  });
});
