/** The languages of the surface; answers come in the language of the question. */

import { en } from "./en";
import { type Strings, zhCN } from "./zh-CN";
import { zhTW } from "./zh-TW";

export type { Strings };
export type Language = "zh-CN" | "zh-TW" | "en";

const TABLES: Record<Language, Strings> = { "zh-CN": zhCN, "zh-TW": zhTW, en };
export const LANGUAGES: readonly [Language, string][] = [
  ["zh-CN", "简体中文"],
  ["zh-TW", "繁體中文"],
  ["en", "English"],
];

export const strings = (language: Language): Strings => TABLES[language];

/** The language that comes nearest to a list of preferences. */
export function nearest(wanted: readonly (string | null | undefined)[]): Language {
  for (const tag of wanted) {
    const lower = tag?.toLowerCase() ?? "";
    if (/^zh.*(tw|hk|mo|hant)/.test(lower)) return "zh-TW";
    if (lower.startsWith("zh")) return "zh-CN";
    if (lower.startsWith("en")) return "en";
  }
  return "zh-CN";
}
