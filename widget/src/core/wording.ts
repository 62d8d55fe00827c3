/** Answers as text: what is shown beside the figures, and what is copied. */

import type { Answer, Citation, Figure } from "./types";

/** The digits with separators between thousands; no digit is touched, rounded or dropped. */
export function grouped(value: string): string {
  const match = /^([-+−]?)(\d+)(\.\d+)?$/.exec(value);
  if (!match) return value;
  const [, sign = "", whole = "", part = ""] = match;
  return `${sign === "-" ? "−" : sign}${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",")}${part}`;
}

/** The wording without the warnings, which are shown on their own. */
export function wording(answer: Answer): string {
  if (!answer.warnings.length) return answer.answer;
  const said = answer.warnings.map((warning) => bare(warning.message));
  const kept = answer.answer.split(/\n{2,}/).map((block) => {
    if (!block.trimStart().startsWith(">")) return block;
    const lines = block.split("\n").filter((line) => !said.some((message) => bare(line).includes(message)));
    return lines.join("\n");
  });
  return kept.filter((block) => block.trim()).join("\n\n");
}

function bare(text: string): string {
  return text.replace(/\[\d+\]/g, "").replace(/[\s>。.，,：:；;]/g, "").toLowerCase();
}

/** Where a citation stands, from the outside in. */
export function place(citation: Citation): string[] {
  if (citation.table) {
    const { form, title, row_path, column_path } = citation.table;
    const named = [form, title, row_path.join(" › "), column_path.join(" › ")].filter((part): part is string => !!part);
    if (named.length) return named;
  }
  return citation.section?.slice(-2) ?? [];
}

export function citationLine(citation: Citation, page: (page: number) => string): string {
  return `[${citation.number}] ${citation.source} ${page(citation.page)} ${place(citation).join(" · ")}`.trim();
}

/** Plain text of an answer with its sources, to be pasted elsewhere. */
export function copied(question: string, answer: Answer, page: (page: number) => string): string {
  const text = answer.answer.replace(/\*\*/g, "").replace(/^> /gm, "");
  const sources = answer.citations.map((citation) => citationLine(citation, page));
  return [question, "", text, ...(sources.length ? ["", ...sources] : [])].join("\n");
}

/** What is shown large, the computed one first.  A description is no figure: its numbers stay in their sentences. */
export function leading(answer: Answer): { first: Figure | null; others: Figure[] } {
  if (answer.route === "narrative") return { first: null, others: [] };
  const computed = answer.figures.find((figure) => figure.formula);
  const first = computed ?? answer.figures[0] ?? null;
  return { first, others: answer.figures.filter((figure) => figure !== first) };
}

const BOTH = /^(.*?[\u4e00-\u9fff].*?) \/ ([A-Za-z][^:：]*)(.*)$/s;

/** An error of the API, which says it in both languages (`找不到 / Not found: x`), in the reader's own. */
export function inLanguage(message: string, language: string): string {
  const [, chinese, english, detail = ""] = BOTH.exec(message) ?? [];
  if (!chinese || !english) return message;
  return (language === "en" ? english : chinese) + (language === "en" ? detail : detail.replace(/^: /, "："));
}

/** A choice of a clarification without the question that it repeats: `甲单位2017年：三公经费是多少` → `甲单位2017年`. */
export function choice(suggestion: string, question: string): string {
  const plain = (text: string) => text.replace(/[\s？?。]/g, "");
  const at = suggestion.search(/[：:]/);
  return at > 0 && plain(suggestion.slice(at + 1)) === plain(question) ? suggestion.slice(0, at) : suggestion;
}
