/** The API as methods.  Carries the visitor's token or the staff's key, and turns every failure into a `Failure`. */

import { Failure, tellOwner } from "./failures";
import { events } from "./sse";
import type { Answer, Finding, FindingPage, Grid, Job, Marks, Opinion, PageInfo, Report, Session, TableHead } from "./types";

const LONGEST_QUOTE = 1000;

export interface Access {
  /** The service's own address, without a slash at the end; empty for the same origin. */
  base: string;
  /** A registered portal's id: its visitors get short-lived tokens. */
  site?: string;
  /** Whether this is a portal's page: what fails is told to its owner, too. */
  embedded?: boolean;
  /** A token by which the portal names its user; empty for none. */
  userToken?: () => string | Promise<string>;
  /** A key of staff. */
  key?: () => string | null;
}

export interface Asking {
  question: string;
  conversation: string | null;
  /** What was asked before in it, oldest first: a service that has forgotten the conversation catches up. */
  earlier: string[];
  onText: (text: string) => void;
  onStatus?: (stage: string) => void;
  signal?: AbortSignal;
}

export class Client {
  private token = "";
  private until = 0;
  private readonly pictures = new Map<string, Promise<ImageBitmap>>();

  constructor(readonly access: Access) {}

  url(path: string): string {
    return this.access.base + path;
  }

  /** One answer, its text told as it comes. */
  async ask(asking: Asking): Promise<Answer> {
    const body = JSON.stringify({ question: asking.question, conversation_id: asking.conversation, earlier: asking.earlier });
    const reply = await this.send("/api/ask/stream", { method: "POST", body, signal: asking.signal ?? null });
    if (!reply.body) throw new Failure("interrupted", "");
    let text = "";
    try {
      for await (const { event, data } of events(reply.body)) {
        const told = JSON.parse(data);
        if (event === "delta") asking.onText((text += told.text));
        else if (event === "status") asking.onStatus?.(told.stage);
        else if (event === "answer") return told as Answer;
        else if (event === "error") throw failure(told, 0);
      }
    } catch (error) {
      if (error instanceof Failure || asking.signal?.aborted) throw error;
    }
    throw new Failure("interrupted", "");
  }

  /** The answer to a question that nobody has asked yet. */
  tried = (question: string) => this.json<Answer>("/api/ask", { method: "POST", body: JSON.stringify({ question }) });
  session = () => this.json<Session>("/api/session");
  reports = () => this.json<{ reports: Report[]; total: number }>("/api/reports");
  report = (id: string) => this.json<Report>(`/api/reports/${enc(id)}`);
  tables = (id: string) => this.json<{ tables: TableHead[] }>(`/api/documents/${enc(id)}/tables`);
  table = (id: string, number: number) => this.json<Grid>(`/api/documents/${enc(id)}/tables/${number}`);
  page = (id: string, page: number) => this.json<PageInfo>(`/api/documents/${enc(id)}/pages/${page}`);
  marks = (id: string, page: number, box: readonly number[], quote = "") =>
    this.json<Marks>(
      `/api/documents/${enc(id)}/pages/${page}/marks?box=${box.join(",")}${quote && quote.length <= LONGEST_QUOTE ? `&quote=${enc(quote)}` : ""}`,
    );
  jobs = () => this.json<{ jobs: Job[] }>("/api/jobs");
  cancel = (id: string) => this.json<Job>(`/api/jobs/${enc(id)}`, { method: "DELETE" });
  withdraw = (id: string) => this.send(`/api/reports/${enc(id)}`, { method: "DELETE" });
  feedback = (query: string) => this.json<{ feedback: Opinion[]; total: number }>(`/api/feedback${query}`);
  settle = (id: number, state: string) =>
    this.json<Opinion>(`/api/feedback/${id}`, { method: "PATCH", body: JSON.stringify({ state }) });
  findings = (query: string) => this.json<FindingPage>(`/api/findings?${query}`);
  decide = (id: string, finding: string, body: { state: string; note: string; by: string }) =>
    this.json<Finding>(`/api/findings/${enc(id)}/${enc(finding)}`, { method: "PATCH", body: JSON.stringify(body) });
  check = (file: File) => this.json<Report>(`/api/checks?name=${enc(file.name)}`, { method: "POST", body: file });
  takeAway = (id: string) => this.send(`/api/checks/${enc(id)}`, { method: "DELETE" });
  opine = (body: { verdict: string; note: string; trace_id: string; question: string }) =>
    this.json<Opinion>("/api/feedback", { method: "POST", body: JSON.stringify(body) });
  share = (trace_id: string) =>
    this.json<{ id: string }>("/api/shares", { method: "POST", body: JSON.stringify({ trace_id }) });
  shared = (id: string) => this.json<{ question: string; answer: Answer }>(`/api/shares/${enc(id)}`);

  /** A page as a picture; kept, so that the second look costs nothing. */
  picture(id: string, page: number, width: number): Promise<ImageBitmap> {
    const path = `/api/documents/${enc(id)}/pages/${page}/picture?width=${width}`;
    let found = this.pictures.get(path);
    if (!found) {
      found = this.send(path).then(async (reply) => createImageBitmap(await reply.blob()));
      this.pictures.set(path, found);
      found.catch(() => this.pictures.delete(path));
      if (this.pictures.size > 24) this.pictures.delete(this.pictures.keys().next().value as string);
    }
    return found;
  }

  /** A file of the API, saved under the name that it gives. */
  async download(path: string, fallback: string): Promise<void> {
    const reply = await this.send(path);
    const named = /filename\*=utf-8''([^;]+)/i.exec(reply.headers.get("content-disposition") ?? "");
    save(await reply.blob(), named?.[1] ? decodeURIComponent(named[1]) : fallback);
  }

  /** Send a file, telling how much of it has gone; the returned function stops it. */
  upload(file: File, again: boolean, onSent: (share: number) => void): { done: Promise<Job>; stop: () => void } {
    const request = new XMLHttpRequest();
    const done = new Promise<Job>((resolve, reject) => {
      request.open("POST", this.url(`/api/uploads?name=${enc(file.name)}${again ? "&again=true" : ""}`));
      const key = this.access.key?.();
      if (key) request.setRequestHeader("Authorization", `Bearer ${key}`);
      request.responseType = "json";
      request.upload.onprogress = (event) => onSent(event.total ? event.loaded / event.total : 0);
      request.onload = () => {
        if (request.status < 300) resolve(request.response as Job);
        else reject(failure(request.response, request.status));
      };
      request.onerror = () => reject(new Failure("offline", ""));
      request.onabort = () => reject(new Failure("cancelled", ""));
      request.send(file);
    });
    return { done, stop: () => request.abort() };
  }

  private async json<T>(path: string, init?: RequestInit): Promise<T> {
    return (await this.send(path, init)).json() as Promise<T>;
  }

  private async send(path: string, init: RequestInit = {}, fresh = false): Promise<Response> {
    const headers = new Headers(init.headers);
    if (init.body) headers.set("Content-Type", "application/json");
    const secret = this.access.key?.() || (await this.visitor(fresh));
    if (secret) headers.set("Authorization", `Bearer ${secret}`);
    let reply: Response;
    try {
      reply = await fetch(this.url(path), { ...init, headers, credentials: "omit", referrerPolicy: "no-referrer" });
    } catch (error) {
      if (init.signal?.aborted) throw error;
      throw await this.unreached();
    }
    if (reply.ok) return reply;
    if (reply.status === 401 && this.access.site && !fresh) return this.send(path, init, true);
    throw this.told(failure(await reply.json().catch(() => null), reply.status));
  }

  /** The visitor's token, renewed a little before it ends; empty where there is no portal. */
  private async visitor(fresh: boolean): Promise<string> {
    const { site, embedded, base } = this.access;
    if (!site) {
      if (embedded && base !== location.origin) throw this.told(new Failure("site_missing", ""));
      return "";
    }
    if (!fresh && this.token && Date.now() < this.until) return this.token;
    const user = await this.user();
    let reply: Response;
    try {
      reply = await fetch(`${base}/api/widget/token`, {
        method: "POST",
        credentials: "omit",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ site, ...(user ? { user_token: user } : {}) }),
      });
    } catch {
      throw await this.unreached();
    }
    const body = await reply.json().catch(() => null);
    // Here the one thing that can lack is a good token of the portal's user.
    if (reply.status === 401) throw this.told(new Failure(user ? "signin_refused" : "signin_needed", "", 401));
    if (!reply.ok) throw this.told(failure(body, reply.status));
    this.token = body.token;
    this.until = Date.now() + (body.expires_in - 30) * 1000;
    return this.token;
  }

  private async user(): Promise<string> {
    try {
      return (await this.access.userToken?.()) ?? "";
    } catch (error) {
      console.error("[wenbao] userToken failed:", error);
      throw new Failure("signin_refused", "");
    }
  }

  /** Why nothing came: a browser says the same of a service that is gone and of one that refuses the page. */
  private async unreached(): Promise<Failure> {
    const { base } = this.access;
    const up = await fetch(`${base}/healthz`, { mode: "no-cors", credentials: "omit", cache: "no-store" }).then(
      () => true,
      () => false,
    );
    const foreign = base !== "" && new URL(base, location.href).origin !== location.origin;
    return this.told(new Failure(up && foreign ? "origin_refused" : "offline", ""));
  }

  private told(failed: Failure): Failure {
    const { site, embedded, base } = this.access;
    if (embedded) tellOwner(failed.code, site ?? "", base);
    return failed;
  }
}

export function save(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function failure(body: unknown, status: number): Failure {
  const error = (body as { error?: { code?: string; message?: string; trace_id?: string } } | null)?.error;
  return new Failure(error?.code ?? (status >= 500 ? "offline" : "failed"), error?.message ?? "", status, error?.trace_id);
}

const enc = encodeURIComponent;
