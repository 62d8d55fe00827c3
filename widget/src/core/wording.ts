/** Answers as text: what is shown beside the figures, and what is copied. */

import type { Answer, AnswerWarning, Citation, Figure } from "./types";

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

/** What the figures of an answer are: those that were asked for (`leads`, of which `first` is the only one or heads the
 * list), what is `computed` from them, and the `others`. */
export interface Leading {
  leads: Figure[];
  first: Figure | null;
  computed: Figure | null;
  others: Figure[];
}

/** What was asked stands first: that is what the wording sets in bold.  A description is no figure: its numbers stay in
 * their sentences. */
export function leading(answer: Answer): Leading {
  if (answer.route === "narrative" || !answer.figures.length) return { leads: [], first: null, computed: null, others: [] };
  const bold = [...answer.answer.matchAll(/\*\*([^*]+)\*\*/g)].map(([, text = ""]) => text);
  const said = (figure: Figure) => bold.some((text) => (text.match(/\d[\d,]*(?:\.\d+)?/g) ?? []).some((number) => bareNumber(number) === bareNumber(figure.value)));
  const computed = answer.figures.find((figure) => figure.formula) ?? null;
  const stressed = answer.figures.filter(said);
  // Where nothing is in bold, what is computed was asked for, unless values stand side by side in a chart.
  const leads = stressed.length ? stressed : computed && !answer.chart ? [computed] : answer.figures.filter((figure) => !figure.formula);
  const first = leads[0] ?? null;
  const others = answer.figures.filter((figure) => !leads.includes(figure) && figure !== computed);
  return { leads, first, computed, others };
}

const bareNumber = (text: string) => text.replace(/[,−+-]/g, "").replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");

/** The warnings, each once: one that says no more than another of its kind does is left out. */
export function warningsOf(answer: Answer): AnswerWarning[] {
  const amounts = (one: AnswerWarning) => new Set(one.message.replace(/\[\d+\]/g, "").match(/\d[\d,]*\.\d+/g) ?? []);
  const within = (one: AnswerWarning, other: AnswerWarning) => {
    if (one.kind !== other.kind) return false;
    if (bare(other.message).includes(bare(one.message))) return true;
    const [few, many] = [amounts(one), amounts(other)];
    return few.size > 0 && [...few].every((amount) => many.has(amount)) && one.citations.every((number) => other.citations.includes(number));
  };
  return answer.warnings.filter(
    (one, at, all) => !all.some((other, place) => other !== one && within(one, other) && (!within(other, one) || place < at)),
  );
}

/** Whether all points of a series are of one measure, as the figures that they are drawn from are called. */
export function oneMeasure(answer: Answer): boolean {
  const { chart } = answer;
  if (!chart || chart.kind !== "line") return true;
  const labels = chart.points.map((point) => {
    const figure = answer.figures.find((one) => !one.formula && String(one.fiscal_year) === String(point.x) && (point.organisation ?? one.organisation) === one.organisation);
    return figure ? measure(figure.label) : measure(chart.metric);
  });
  return new Set(labels).size <= 1;
}

/** A label without what does not make it another measure: brackets, quotes, years, spaces. */
function measure(label: string): string {
  return label.replace(/[（(][^）)]*[）)]|[“”"「」《》\s]|(?:19|20)\d\d年?度?/g, "").replace(/数$/, "");
}

/** Whether most of a text is Chinese. */
export function mostlyChinese(text: string): boolean {
  const chinese = text.match(/[\u4e00-\u9fff]/g)?.length ?? 0;
  return chinese > (text.match(/[A-Za-z]/g)?.length ?? 0);
}

/** What is read out when an answer has come: the figure, or its first sentence. */
export function spoken(answer: Answer, answered: string): string {
  const { leads, first } = leading(answer);
  const figure = leads.length > 1 ? null : first;
  if (figure) return `${answered}：${figure.label} ${figure.value} ${figure.unit}`;
  return `${answered}：${answer.answer.replace(/[*>#]|\[\d+\]/g, "").trim().slice(0, 120)}`;
}

const WIDEST = 260; // points between cells of one strip: a wider one would be too small to read
const apart = (one: Citation, other: Citation) =>
  Math.max(one.bbox?.[2] ?? 0, other.bbox?.[2] ?? 0) - Math.min(one.bbox?.[0] ?? 0, other.bbox?.[0] ?? 0);

/** Cells of tables by the rows that they stand in: one strip shows them all. */
export function rowsOf(cited: readonly (Citation | undefined)[]): [Citation, ...Citation[]][] {
  const rows: [Citation, ...Citation[]][] = [];
  for (const one of new Set(cited)) {
    if (one?.kind !== "table" || !one.bbox) continue;
    const middle = (one.bbox[1] + one.bbox[3]) / 2;
    const beside = rows.find(
      ([first]) =>
        first.document_id === one.document_id && first.page === one.page && first.bbox && first.bbox[1] <= middle && middle <= first.bbox[3] && apart(first, one) <= WIDEST,
    );
    if (beside) beside.push(one);
    else rows.push([one]);
  }
  return rows;
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
