/** Questions tried before they are offered: what this service would refuse is no suggestion. */

import type { Client } from "./client";
import type { Turn } from "./history";
import type { Answer } from "./types";

const TOLD = new Set(["lookup", "compute", "narrative"]);

/** Whether an answer tells what was asked, with a source. */
export const holds = (answer: Answer): boolean => TOLD.has(answer.route) && answer.citations.length > 0;

export class Trials {
  private readonly tried = new Map<string, Promise<Answer | null>>();

  constructor(private readonly client: Pick<Client, "tried">) {}

  /** The answer to a question, where it has one that holds; asked once. */
  answer(question: string): Promise<Answer | null> {
    const name = plain(question);
    let found = this.tried.get(name);
    if (!found) {
      found = this.client.tried(question).then(
        (answer) => (holds(answer) ? answer : null),
        () => {
          // A service that is away says nothing of the question.
          this.tried.delete(name);
          return null;
        },
      );
      this.tried.set(name, found);
    }
    return found;
  }

  /** Those of the questions that hold, in their order. */
  async those(questions: readonly string[]): Promise<string[]> {
    const answers = await Promise.all(questions.map((question) => this.answer(question)));
    return questions.filter((_, at) => answers[at]);
  }
}

/** The question without what makes no difference to it. */
export function plain(question: string): string {
  return question.replace(/[\s\p{P}]/gu, "").toLowerCase();
}

/** Questions of a conversation that need not be offered again: what was asked, whatever became of it. */
export function spent(turns: readonly Turn[]): Set<string> {
  return new Set(turns.map((turn) => plain(turn.question)));
}
