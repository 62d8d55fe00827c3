/** Conversations, kept in the visitor's own browser: the service knows nobody by them.
 *
 * Each conversation lies under a key of its own, so that two tabs that hold different ones never write the same
 * place.  Two tabs that hold the same one put their turns together (`merged`), each by its id: nothing that was
 * asked is lost, whoever writes last.
 */

import type { Answer } from "./types";

export interface Turn {
  /** Names the turn in every tab that holds it. */
  id?: string;
  at?: number;
  question: string;
  answer: Answer | null;
  /** What the API calls the reason why there is no answer. */
  failed?: string;
  /** What the service says of it, in both languages. */
  told?: string;
  /** The stretch that has come so far. */
  partial?: string;
  verdict?: string;
}

export interface Conversation {
  id: string;
  /** The API's id of the conversation, to ask on. */
  thread: string | null;
  turns: Turn[];
  at: number;
  /** The name that its owner gave it; its first question otherwise. */
  name?: string;
  pinned?: boolean;
  /** Turns that were asked anew: they do not come back from another tab. */
  dropped?: string[];
}

/** Told which conversation changed (null: any), and whether another tab changed it. */
type Listener = (id: string | null, elsewhere: boolean) => void;

const MOST = 200;

export class History {
  private held = new Map<string, Conversation>();
  private readonly listeners = new Set<Listener>();

  constructor(
    private readonly name: string,
    private readonly storage: Storage | null = store("localStorage"),
    private readonly tab: Storage | null = store("sessionStorage"),
  ) {
    this.moveIn();
    this.read();
  }

  /** Pinned ones first, then the newest. */
  all(): Conversation[] {
    return [...this.held.values()].sort((a, b) => Number(!!b.pinned) - Number(!!a.pinned) || b.at - a.at);
  }

  find(id: string): Conversation | undefined {
    return this.held.get(id);
  }

  /** Keep a conversation together with what another tab has kept of it, and return that; one without a question is not kept. */
  keep(conversation: Conversation): Conversation {
    if (!conversation.turns.length) return conversation;
    const settled = { ...conversation, turns: conversation.turns.map(kept) };
    const there = this.stored(conversation.id);
    const whole = there ? merged(there, settled) : settled;
    this.held.set(whole.id, whole);
    this.write(whole);
    this.tell(whole.id);
    return whole;
  }

  /** Give it a name; an empty one gives it its first question's again. */
  rename(id: string, name: string): void {
    this.alter(id, (it) => ({ ...it, name: name.trim().slice(0, 200) }));
  }

  pin(id: string, pinned: boolean): void {
    this.alter(id, (it) => ({ ...it, pinned }));
  }

  /** Take conversations away; what is returned brings them back. */
  drop(...ids: string[]): () => void {
    const gone = ids.map((id) => this.held.get(id)).filter((one): one is Conversation => !!one);
    for (const { id } of gone) {
      this.held.delete(id);
      guarded(() => this.storage?.removeItem(this.key(id)));
      this.tell(id);
    }
    return () => gone.forEach((one) => this.keep(one));
  }

  clear(): () => void {
    return this.drop(...this.held.keys());
  }

  /** Tell of every change; the returned function ends it. */
  watch(told: Listener): () => void {
    if (!this.listeners.size) addEventListener("storage", this.changed);
    this.listeners.add(told);
    return () => {
      this.listeners.delete(told);
      if (!this.listeners.size) removeEventListener("storage", this.changed);
    };
  }

  /** The conversation that is open in this tab. */
  get current(): string | null {
    return guarded(() => this.tab?.getItem(`${this.name}:current`)) ?? null;
  }

  set current(id: string | null) {
    guarded(() => (id ? this.tab?.setItem(`${this.name}:current`, id) : this.tab?.removeItem(`${this.name}:current`)));
  }

  private changed = (event: StorageEvent) => {
    const prefix = this.key("");
    if (event.key !== null && !event.key.startsWith(prefix)) return;
    if (event.key === null) this.read();
    else {
      const id = event.key.slice(prefix.length);
      const there = this.stored(id);
      if (there) this.held.set(id, there);
      else this.held.delete(id);
    }
    this.tell(event.key?.slice(prefix.length) ?? null, true);
  };

  private tell(id: string | null, elsewhere = false): void {
    for (const told of this.listeners) told(id, elsewhere);
  }

  private key(id: string): string {
    return `${this.name}/${id}`;
  }

  private alter(id: string, change: (it: Conversation) => Conversation): void {
    const it = this.stored(id) ?? this.held.get(id);
    if (!it) return;
    const changed = change(it);
    this.held.set(id, changed);
    this.write(changed);
    this.tell(id);
  }

  private stored(id: string): Conversation | null {
    return guarded(() => parsed(this.storage?.getItem(this.key(id)))) ?? null;
  }

  private read(): void {
    const prefix = this.key("");
    const names = guarded(() => Array.from({ length: this.storage?.length ?? 0 }, (_, at) => this.storage?.key(at) ?? "")) ?? [];
    const found = names.filter((name) => name.startsWith(prefix)).map((name) => this.stored(name.slice(prefix.length)));
    this.held = new Map(found.filter((one) => one !== null).map((one) => [one.id, one]));
  }

  /** Earlier versions kept all under one key. */
  private moveIn(): void {
    const all = guarded(() => JSON.parse(this.storage?.getItem(this.name) ?? "[]") as unknown);
    guarded(() => this.storage?.removeItem(this.name));
    if (Array.isArray(all)) all.filter(sound).forEach((one) => this.write({ ...one, turns: one.turns.map(kept) }));
  }

  private write(conversation: Conversation): void {
    this.prune(MOST);
    for (;;) {
      try {
        this.storage?.setItem(this.key(conversation.id), JSON.stringify(conversation));
        return;
      } catch {
        // A full store loses the oldest conversations, not the newest.
        if (!this.prune(this.held.size - 1, conversation.id)) return;
      }
    }
  }

  /** Let the oldest go until `most` are left; those that are pinned stay.  Says whether one went. */
  private prune(most: number, but = ""): boolean {
    const oldest = this.all().filter((one) => !one.pinned && one.id !== but).reverse();
    const gone = oldest.slice(0, Math.max(0, this.held.size - most));
    this.drop(...gone.map((one) => one.id));
    return gone.length > 0;
  }
}

export function begun(): Conversation {
  return { id: unique(), thread: null, turns: [], at: Date.now() };
}

export function unique(): string {
  return crypto.randomUUID?.() ?? String(Math.random()).slice(2);
}

/** What the list calls it. */
export function title(conversation: Conversation): string {
  return conversation.name || conversation.turns[0]?.question || "";
}

/** Those in whose name, questions or answers every word stands. */
export function sought(conversations: readonly Conversation[], text: string): Conversation[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return conversations.filter((one) => {
    const held = [one.name, ...one.turns.flatMap((turn) => [turn.question, turn.answer?.answer])].join("\n").toLowerCase();
    return words.every((word) => held.includes(word));
  });
}

/** One conversation out of two tabs' editions of it; `ours` says how the turns of both look. */
export function merged(theirs: Conversation, ours: Conversation): Conversation {
  const dropped = [...new Set([...(theirs.dropped ?? []), ...(ours.dropped ?? [])])];
  const name = (turn: Turn, at: number) => turn.id ?? `${at}:${turn.question}`;
  const turns = new Map(theirs.turns.map((turn, at) => [name(turn, at), turn]));
  ours.turns.forEach((turn, at) => {
    const there = turns.get(name(turn, at));
    // An answer outlives a failure, and a verdict an answer without one.
    turns.set(name(turn, at), there?.answer && !turn.answer ? there : { ...(there?.verdict ? { verdict: there.verdict } : {}), ...turn });
  });
  const left = [...turns].filter(([id]) => !dropped.includes(id)).map(([, turn]) => turn);
  const ordered = left.every((turn) => turn.at) ? left.sort((a, b) => (a.at ?? 0) - (b.at ?? 0)) : left;
  const { name: called, pinned } = theirs;
  return {
    ...ours,
    ...(called === undefined ? {} : { name: called }),
    ...(pinned === undefined ? {} : { pinned }),
    turns: ordered,
    at: Math.max(theirs.at, ours.at),
    ...(dropped.length ? { dropped } : {}),
  };
}

function kept(turn: Turn): Turn {
  const whole = { ...turn };
  delete whole.partial;
  return whole.answer ? whole : { ...whole, failed: whole.failed ?? "interrupted" };
}

function parsed(text: string | null | undefined): Conversation | null {
  const it: unknown = JSON.parse(text ?? "null");
  return sound(it) ? it : null;
}

function sound(kept: unknown): kept is Conversation {
  const it = kept as Conversation;
  return (
    typeof it?.id === "string" &&
    Array.isArray(it.turns) &&
    it.turns.every((turn) => typeof turn?.question === "string" && (!turn.answer || Array.isArray(turn.answer.citations)))
  );
}

/** Storage may be refused altogether: private windows, frames of other origins. */
function store(name: "localStorage" | "sessionStorage"): Storage | null {
  return guarded(() => window[name]) ?? null;
}

function guarded<T>(action: () => T): T | null {
  try {
    return action();
  } catch {
    return null;
  }
}
