/** Questions for the start page: one of each kind, worded after the reports that are held, and each tried against
 * this service before it is shown. */

import type { Language } from "../i18n";
import type { Trials } from "./trials";
import type { Answer, Report } from "./types";

export type Kind = "total" | "item" | "comparison" | "text";
export interface Example {
  kind: Kind;
  text: string;
}

const KINDS: readonly Kind[] = ["total", "item", "comparison", "text"];
const MOST_TRIALS = 5; // of one kind
const MOST_PAIRED = 40; // reports that are compared with each other
const NAME = "wenbao:examples";
const DAY = 86_400_000;

/** What each kind of question may be called; `b` is whether the report is a budget. */
interface Wordings {
  total(who: string, year: number, b: boolean): string[];
  item(who: string, year: number, b: boolean): string[];
  bodies(one: string, other: string, year: number, b: boolean): string[];
  years(who: string, from: number, to: number, b: boolean): string[];
  within(who: string, year: number, b: boolean): string[];
  text(who: string, year: number, b: boolean): string[];
}

const simplified: Wordings = {
  total: (who, year, b) => (b ? [`${who}${year}年支出预算是多少？`, `${who}${year}年支出总计是多少？`] : [`${who}${year}年本年支出合计是多少？`]),
  item: (who, year, b) => [`${who}${year}年“三公”经费${b ? "预算" : "决算"}是多少？`],
  bodies: (one, other, year, b) => [`${one}和${other}${year}年${b ? "支出预算" : "本年支出合计"}谁更多？`],
  years: (who, from, to, b) => [`${who}${to}年${b ? "支出预算" : "本年支出合计"}比${from}年增减多少？`],
  within: (who, year, b) => (b ? [`${who}${year}年收入预算和支出预算分别是多少？`] : [`${who}${year}年“三公”经费决算比预算差多少？`]),
  text: (who, year) => [`${who}${year}年“三公”经费为什么增减？`, `${who}${year}年的主要绩效是什么？`, `${who}${year}年的主要职能是什么？`],
};

const traditional: Wordings = {
  total: (who, year, b) => (b ? [`${who}${year}年支出預算是多少？`, `${who}${year}年支出總計是多少？`] : [`${who}${year}年本年支出合計是多少？`]),
  item: (who, year, b) => [`${who}${year}年「三公」經費${b ? "預算" : "決算"}是多少？`],
  bodies: (one, other, year, b) => [`${one}和${other}${year}年${b ? "支出預算" : "本年支出合計"}誰更多？`],
  years: (who, from, to, b) => [`${who}${to}年${b ? "支出預算" : "本年支出合計"}比${from}年增減多少？`],
  within: (who, year, b) => (b ? [`${who}${year}年收入預算和支出預算分別是多少？`] : [`${who}${year}年「三公」經費決算比預算差多少？`]),
  text: (who, year) => [`${who}${year}年「三公」經費為什麼增減？`, `${who}${year}年的主要績效是什麼？`, `${who}${year}年的主要職能是什麼？`],
};

const english: Wordings = {
  total: (who, year, b) => [`What was the ${b ? "expenditure budget" : "final expenditure total"} of ${who} in ${year}?`],
  item: (who, year, b) => [
    `What was the ${b ? "budget" : "final figure"} for official receptions of ${who} in ${year}?`,
    `What was the “三公” ${b ? "budget" : "expenditure"} of ${who} in ${year}?`,
  ],
  bodies: (one, other, year, b) => [`Which had the higher ${b ? "expenditure budget" : "final expenditure total"} in ${year}, ${one} or ${other}?`],
  years: (who, from, to, b) => [`How did the ${b ? "expenditure budget" : "final expenditure total"} of ${who} change from ${from} to ${to}?`],
  within: (who, year, b) => [
    b ? `What were the income budget and the expenditure budget of ${who} in ${year}?` : `By how much did the final “三公” expenditure of ${who} differ from its budget in ${year}?`,
  ],
  text: (who, year) => [`Why did overseas travel spending of ${who} rise in ${year}?`, `What are the main duties of ${who} in ${year}?`],
};

const WORDINGS: Record<Language, Wordings> = { "zh-CN": simplified, "zh-TW": traditional, en: english };

type Named = Report & { organisation: string; fiscal_year: number };

/** Questions of each kind that these reports may answer, the likeliest first. */
export function candidates(reports: readonly Report[], language: Language): Record<Kind, string[]> {
  const words = WORDINGS[language];
  const named = reports.filter((one): one is Named => !!one.organisation && !!one.fiscal_year);
  const tables = [...named].sort((a, b) => b.records - a.records);
  const texts = [...named].sort((a, b) => a.records - b.records).filter((one) => one.passages);
  const paired = tables.slice(0, MOST_PAIRED);
  const pairs = paired.flatMap((one, at) => paired.slice(at + 1).map((other) => [one, other] as const));
  const budget = (one: Report) => /预算|預算/.test(one.report_type ?? one.title);
  const alike = pairs.filter(([one, other]) => budget(one) === budget(other));
  const bodies = alike.filter(([one, other]) => one.organisation !== other.organisation && one.fiscal_year === other.fiscal_year);
  const years = alike.filter(([one, other]) => one.organisation === other.organisation && one.fiscal_year !== other.fiscal_year);
  const found: Record<Kind, string[][]> = {
    total: tables.map((one) => words.total(one.organisation, one.fiscal_year, budget(one))),
    // Of another body than the first example is, where there is one.
    item: [...tables].reverse().filter((one) => one.records > 100).map((one) => words.item(one.organisation, one.fiscal_year, budget(one))),
    comparison: [
      ...bodies.map(([one, other]) => words.bodies(one.organisation, other.organisation, one.fiscal_year, budget(one))),
      ...years.map(([one, other]) =>
        words.years(one.organisation, Math.min(one.fiscal_year, other.fiscal_year), Math.max(one.fiscal_year, other.fiscal_year), budget(one)),
      ),
      ...tables.map((one) => words.within(one.organisation, one.fiscal_year, budget(one))),
    ],
    text: [...texts.slice(0, 2), ...tables].map((one) => words.text(one.organisation, one.fiscal_year, budget(one))),
  };
  const unique = (all: string[][]) => [...new Set(all.flat())];
  return { total: unique(found.total), item: unique(found.item), comparison: unique(found.comparison), text: unique(found.text) };
}

/** Whether an answer is one of its kind. */
const FITS: Record<Kind, (answer: Answer) => boolean> = {
  total: (answer) => answer.route === "lookup",
  item: (answer) => answer.route === "lookup",
  comparison: (answer) => answer.figures.length > 1,
  text: (answer) => answer.route === "narrative",
};

/** One example of each kind, each answered by this service; kept for a day, as long as the reports stay the same.
 * `told` hears of what there is each time one is found, and says whether to go on. */
export async function examplesFor(
  reports: readonly Report[],
  language: Language,
  trials: Pick<Trials, "answer">,
  told: (found: Example[]) => boolean = () => true,
  storage: Storage | null = opened(),
): Promise<Example[]> {
  const stamp = stampOf(reports);
  const kept = recalled(storage, language, stamp);
  if (kept) {
    told(kept);
    return kept;
  }
  const possible = candidates(reports, language);
  const found = new Map<Kind, Example>();
  const examples = () => KINDS.map((kind) => found.get(kind)).filter((one) => one !== undefined);
  const search = async (kind: Kind) => {
    const example = await first(kind, possible[kind], trials, () => told(examples()));
    if (example) found.set(kind, example);
  };
  await Promise.all(KINDS.map(search));
  const whole = examples();
  if (told(whole) && whole.length) keep(storage, language, stamp, whole);
  return whole;
}

async function first(kind: Kind, texts: string[], trials: Pick<Trials, "answer">, wanted: () => boolean): Promise<Example | null> {
  for (const text of texts.slice(0, MOST_TRIALS)) {
    if (!wanted()) return null;
    const answer = await trials.answer(text);
    if (answer && FITS[kind](answer)) return { kind, text };
  }
  return null;
}

/** The shelf in a word: another edition of any report makes another. */
function stampOf(reports: readonly Report[]): string {
  let hash = 0x811c9dc5;
  for (const char of reports.map((one) => `${one.document_id}@${one.ingested_at}`).sort().join()) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return `${reports.length}:${hash.toString(16)}`;
}

function recalled(storage: Storage | null, language: Language, stamp: string): Example[] | null {
  try {
    const it = JSON.parse(storage?.getItem(`${NAME}:${language}`) ?? "null") as { stamp: string; at: number; examples: Example[] } | null;
    return it && it.stamp === stamp && Date.now() - it.at < DAY ? it.examples : null;
  } catch {
    return null;
  }
}

function keep(storage: Storage | null, language: Language, stamp: string, examples: Example[]): void {
  try {
    storage?.setItem(`${NAME}:${language}`, JSON.stringify({ stamp, at: Date.now(), examples }));
  } catch {
    // They are tried again next time.
  }
}

function opened(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
