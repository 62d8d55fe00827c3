import { describe, expect, it } from "vitest";
import { LANGUAGES, nearest, strings } from "../src/i18n";

describe("languages", () => {
  it.each([
    [["zh-CN"], "zh-CN"], [["zh-Hant-HK"], "zh-TW"], [["zh-tw"], "zh-TW"], [["en-GB"], "en"],
    [["fr", "en"], "en"], [["fr"], "zh-CN"], [[null, "", "zh"], "zh-CN"],
  ] as const)("%j is answered in %s", (wanted, found) => expect(nearest(wanted)).toBe(found));

  it("say the same things", () => {
    const names = LANGUAGES.map(([language]) => Object.keys(strings(language)).sort());
    expect(names[1]).toEqual(names[0]);
    expect(names[2]).toEqual(names[0]);
  });

  it("write traditional characters for Taiwan", () => {
    const text = Object.values(strings("zh-TW")).filter((one) => typeof one === "string").join("");
    expect(text).not.toMatch(/[们这个为报问题数国页应么从说读书务复导缩]/);
  });
});
