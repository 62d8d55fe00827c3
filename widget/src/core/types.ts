/** The shapes of the API (docs/api.md). */

export type Route = "lookup" | "compute" | "narrative" | "clarify" | "refuse";
/** `[x0, top, x1, bottom]` in points from the page's top left. */
export type Box = [number, number, number, number];

export interface Figure {
  value: string;
  unit: string;
  label: string;
  organisation: string | null;
  fiscal_year: number | null;
  citation: number | null;
  formula: string | null;
  inputs: number[];
}

export interface Citation {
  number: number;
  document_id: string;
  source: string;
  title: string;
  page: number;
  kind: "table" | "text";
  table: { form: string | null; title: string | null; row_path: string[]; column_path: string[] } | null;
  section: string[] | null;
  quote: string;
  bbox: Box | null;
  url: string;
}

export interface AnswerWarning {
  kind: string;
  message: string;
  citations: number[];
}

export interface ChartPoint {
  x: string | number;
  value: string | null;
  organisation?: string | null;
}

export interface Chart {
  kind: "line" | "bar";
  /** What the points stand for. */
  x?: "fiscal_year" | "organisation" | "item";
  metric: string;
  unit: string;
  points: ChartPoint[];
}

export interface Answer {
  answer: string;
  route: Route;
  figures: Figure[];
  citations: Citation[];
  warnings: AnswerWarning[];
  suggestions: string[];
  chart: Chart | null;
  conversation_id: string;
  trace_id: string;
}

export interface Problem {
  severity: "note" | "warning" | "error";
  code: string;
  message: string;
  page: number | null;
}

export interface Report {
  document_id: string;
  source: string;
  title: string;
  organisation: string | null;
  short_names: string[];
  fiscal_year: number | null;
  report_type: string | null;
  pages: number;
  tables: number;
  records: number;
  passages: number;
  confidence: number;
  problems: Problem[];
  ingested_at: string;
  url: string;
}

export interface Cell {
  row_label: string | null;
  row_code: string | null;
  row_path: string[];
  column_path: string[];
  value: string | null;
  raw: string;
  unit: string | null;
  form: string | null;
  title: string | null;
  page: number;
  bbox: Box | null;
}

export interface Marks {
  page: number;
  cell: Box;
  row: Box | null;
  column: Box | null;
  row_heads: Box[];
  column_heads: Box[];
  table: number | null;
  row_number: number | null;
  record: Cell | null;
  in_row: Cell[];
  /** For a sentence: the lines that print it; none where they were not found. */
  lines: Box[];
}

export interface PageInfo {
  document_id: string;
  source: string;
  title: string;
  page: number;
  pages: number;
  width: number;
  height: number;
  text: string;
  picture: boolean;
  url: string;
}

export interface TableHead {
  number: number;
  form: string | null;
  title: string | null;
  unit: string | null;
  pages: number[];
  section: string[];
  records: number;
  confidence: number;
  notes: string[];
}

export interface GridCell {
  row: number;
  column: number;
  row_span: number;
  column_span: number;
  text: string;
  header: boolean;
  page: number | null;
  bbox: Box | null;
  confidence: number | null;
}

export interface Grid extends TableHead {
  cells: GridCell[];
}

export interface Job {
  id: string;
  source: string;
  size: number;
  state: "queued" | "reading" | "done" | "failed" | "cancelled";
  page: number;
  pages: number | null;
  result: string | null;
  document_id: string | null;
  reason: string;
  problems: Problem[];
}

export interface Opinion {
  id: number;
  verdict: "right" | "wrong" | "missing";
  note: string;
  question: string;
  answer: Partial<Answer>;
  trace_id: string;
  asker: string;
  state: "open" | "settled";
  created_at: number;
}

export interface Session {
  scopes: string[];
  open: boolean;
  private: boolean;
  upload_limit: number;
  version: string;
}

/** One side of a finding: the value as printed, its page, what stands there, and its box. */
export interface FindingSide {
  value: string;
  page: number;
  quote: string;
  table: number | null;
  bbox: Box | null;
}

export interface Finding {
  id: string;
  document_id: string;
  source: string;
  kind: string;
  category: "error" | "rounding" | "percentage" | "scope" | "wording" | "completeness";
  severity: "error" | "warning" | "note";
  subject: string;
  message: string;
  stated: FindingSide;
  against: FindingSide | null;
  expected: string;
  formula: string;
  more: FindingSide[];
  state: "open" | "accepted" | "mended";
  note: string;
  by: string;
}

export interface FindingPage {
  findings: Finding[];
  total: number;
  counts: Record<string, number>;
  next_offset: number | null;
}
