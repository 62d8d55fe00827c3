/** Files on their way in: sent, waiting, read page by page, done. */

import { css, html, nothing } from "lit";
import { createRef, ref } from "lit/directives/ref.js";
import type { Failure } from "../core/failures";
import type { Job } from "../core/types";
import { inLanguage } from "../core/wording";
import { icon } from "../parts/icons";
import { define, Part } from "../parts/part";
import { base } from "../parts/tokens";
import { staffStyles } from "./styles";
import { words } from "./words";

const POLL = 600;
const SENDING_AT_ONCE = 2;

interface Sending {
  name: string;
  file: File;
  share: number;
  failed: string;
  stop: () => void;
}

export class Uploads extends Part {
  static override properties = {
    ...Part.properties,
    limit: { attribute: false },
    sending: { state: true },
    jobs: { state: true },
    over: { state: true },
  };
  static override styles = [
    base,
    staffStyles,
    css`
      :host {
        display: grid;
        gap: 12px;
      }
    `,
  ];

  declare limit: number;
  declare private sending: Sending[];
  declare private jobs: Job[];
  declare private over: boolean;
  private hidden_ = new Set<string>();
  private known = new Map<string, string>();
  private timer = 0;
  private waiting: Sending[] = [];
  private under = 0;
  private readonly picker = createRef<HTMLInputElement>();

  constructor() {
    super();
    this.limit = 0;
    this.sending = [];
    this.jobs = [];
    this.over = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.look(true);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  private async look(first = false): Promise<void> {
    clearTimeout(this.timer);
    try {
      const { jobs } = await this.client.jobs();
      // What had ended before this page was opened is not news.
      if (first) for (const job of jobs) if (ended(job)) this.hidden_.add(job.id);
      const settled = jobs.some((job) => job.state === "done" && this.known.get(job.id) !== "done" && !this.hidden_.has(job.id));
      this.known = new Map(jobs.map((job) => [job.id, job.state]));
      this.jobs = jobs.filter((job) => !this.hidden_.has(job.id));
      if (settled) this.tell("published", null);
    } catch {
      // The next look may succeed.
    }
    if (this.sending.length || this.jobs.some((job) => !ended(job))) this.timer = window.setTimeout(() => void this.look(), POLL);
  }

  private take(files: Iterable<File>): void {
    for (const file of files) {
      const entry: Sending = { name: file.name, file, share: 0, failed: "", stop: () => this.drop_(entry) };
      if (this.limit && file.size > this.limit) entry.failed = `> ${Math.floor(this.limit / 2 ** 20)} MB`;
      else this.waiting.push(entry);
      this.sending = [...this.sending, entry];
    }
    this.send();
  }

  private send(): void {
    while (this.under < SENDING_AT_ONCE && this.waiting.length) {
      const entry = this.waiting.shift() as Sending;
      this.under++;
      const { done, stop } = this.client.upload(entry.file, false, (share) => {
        entry.share = share;
        this.requestUpdate();
      });
      entry.stop = stop;
      done
        .then(
          () => this.drop_(entry),
          (error: Failure) => {
            if (error.code === "cancelled") this.drop_(entry);
            else entry.failed = error.code === "offline" ? this.t.offline : inLanguage(error.message, this.language) || this.t.failed;
          },
        )
        .finally(() => {
          this.under--;
          this.requestUpdate();
          this.send();
          void this.look();
        });
    }
  }

  private drop_(entry: Sending): void {
    this.waiting = this.waiting.filter((other) => other !== entry);
    this.sending = this.sending.filter((other) => other !== entry);
  }

  private dropped = (event: DragEvent) => {
    event.preventDefault();
    this.over = false;
    this.take(event.dataTransfer?.files ?? []);
  };

  private picked = (event: Event) => {
    const input = event.target as HTMLInputElement;
    this.take(input.files ?? []);
    input.value = "";
  };

  override render() {
    const w = words(this.language);
    return html`<div
        class="drop ${this.over ? "over" : ""}"
        @dragover=${(event: DragEvent) => {
          event.preventDefault();
          this.over = true;
        }}
        @dragleave=${() => (this.over = false)}
        @drop=${this.dropped}
      >
        ${icon("upload")}
        <p>${w.drop} <button @click=${() => this.picker.value?.click()}>${w.pick}</button></p>
        <small>${w.formats}</small>
        <input ${ref(this.picker)} type="file" multiple hidden aria-label=${w.pick} @change=${this.picked} />
      </div>
      ${this.sending.length || this.jobs.length
        ? html`<ul class="jobs" aria-live="polite">
            ${this.sending.map((entry) => this.sent(entry))} ${this.jobs.map((job) => this.job(job))}
          </ul>`
        : nothing}`;
  }

  private sent(entry: Sending) {
    const w = words(this.language);
    return html`<li class="job ${entry.failed ? "failed" : ""}">
      <span class="name">${entry.name}</span>
      <button class="quiet" @click=${() => (entry.failed ? this.drop_(entry) : entry.stop())}>${entry.failed ? w.dismiss : w.cancel}</button>
      <span class="state">${entry.failed ? `${w.failed}：${entry.failed}` : w.sending(Math.floor(entry.share * 100))}</span>
      ${entry.failed ? nothing : html`<progress max="1" value=${entry.share} aria-label=${entry.name}></progress>`}
    </li>`;
  }

  private job(job: Job) {
    const w = words(this.language);
    const reading = job.state === "reading";
    return html`<li class="job ${job.state}" data-job=${job.state}>
      <span class="name">${job.source}</span>
      <span>
        ${job.state === "done" && job.document_id ? html`<a class="quiet" href=${`/reports/${job.document_id}`}>${w.view}</a>` : nothing}
        <button class="quiet" @click=${() => (ended(job) ? this.hide(job) : void this.cancel(job))}>${ended(job) ? w.dismiss : w.cancel}</button>
      </span>
      <span class="state">${this.told(job)}</span>
      ${reading
        ? job.pages
          ? html`<progress max=${job.pages} value=${job.page} aria-label=${job.source}></progress>`
          : html`<progress aria-label=${job.source}></progress>`
        : nothing}
    </li>`;
  }

  private told(job: Job): string {
    const w = words(this.language);
    if (job.state === "reading") return job.page ? w.readingPage(job.page, job.pages) : w.reading;
    if (job.state === "failed") return `${w.failed}：${inLanguage(job.reason, this.language)}`;
    if (job.state !== "done") return w[job.state];
    const result = job.result === "added" || job.result === "replaced" || job.result === "unchanged" ? w[job.result] : "";
    const problems = job.problems.length ? ` · ${w.problems} ${job.problems.length}` : "";
    return `${w.done} · ${result}${problems}`;
  }

  private hide(job: Job): void {
    this.hidden_.add(job.id);
    this.jobs = this.jobs.filter((other) => other !== job);
  }

  private async cancel(job: Job): Promise<void> {
    await this.client.cancel(job.id).catch(() => undefined);
    void this.look();
  }
}

const ended = (job: Job) => job.state === "done" || job.state === "failed" || job.state === "cancelled";

define("wb-uploads", Uploads);
