/** Conversations, kept in the visitor's own browser: the service knows nobody by them. */

import type { Answer } from "./types";

export interface Turn {
  question: string;
  answer: Answer | null;
  /** What the API calls the reason why there is no answer. */
  failed?: string;
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
}

const MOST = 50;

export class History {
  private held: Conversation[];

  constructor(
    private readonly name: string,
    private readonly storage: Storage | null = open(),
  ) {
    this.held = this.read();
  }

  /** Newest first. */
  all(): Conversation[] {
    return [...this.held].sort((a, b) => b.at - a.at);
  }

  find(id: string): Conversation | undefined {
    return this.held.find((kept) => kept.id === id);
  }

  /** Keep a conversation; one without a question is not kept. */
  keep(conversation: Conversation): void {
    if (!conversation.turns.length) return;
    const kept = {
      ...conversation,
      turns: conversation.turns.map(({ question, answer, failed, verdict }) => ({
        question,
        answer,
        ...(answer ? {} : { failed: failed ?? "interrupted" }),
        ...(verdict ? { verdict } : {}),
      })),
    };
    this.held = [kept, ...this.held.filter((other) => other.id !== kept.id)].slice(0, MOST);
    this.write();
  }

  drop(id: string): void {
    this.held = this.held.filter((kept) => kept.id !== id);
    this.write();
  }

  clear(): void {
    this.held = [];
    this.write();
  }

  /** The conversation that was open last on this page. */
  get current(): string | null {
    return this.guarded(() => this.storage?.getItem(`${this.name}:current`) ?? null);
  }

  set current(id: string | null) {
    this.guarded(() => {
      if (id) this.storage?.setItem(`${this.name}:current`, id);
      else this.storage?.removeItem(`${this.name}:current`);
      return null;
    });
  }

  private read(): Conversation[] {
    try {
      const found: unknown = JSON.parse(this.storage?.getItem(this.name) ?? "[]");
      return Array.isArray(found) ? found.filter(sound) : [];
    } catch {
      return [];
    }
  }

  private write(): void {
    // A full store loses the oldest conversations, not the newest.
    for (let kept = this.held; ; kept = kept.slice(0, Math.floor(kept.length / 2))) {
      try {
        this.storage?.setItem(this.name, JSON.stringify(kept));
        return;
      } catch {
        if (!kept.length) return;
      }
    }
  }

  private guarded<T>(action: () => T): T | null {
    try {
      return action();
    } catch {
      return null;
    }
  }
}

export function begun(): Conversation {
  return { id: crypto.randomUUID?.() ?? String(Math.random()).slice(2), thread: null, turns: [], at: Date.now() };
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
function open(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
