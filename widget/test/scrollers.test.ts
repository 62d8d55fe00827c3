import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const SRC = join(import.meta.dirname, "../src");
const files = readdirSync(SRC, { recursive: true }).map(String).filter((name) => name.endsWith(".ts"));
/** The innermost rules of a file's styles. */
const rules = (text: string) => [...text.matchAll(/([^{}]*)\{([^{}]*)\}/g)].map(([, selector = "", body = ""]) => ({ selector: selector.trim().split("\n").at(-1), body }));

describe("what scrolls", () => {
  it.each(files)("holds what is hidden in it: %s", (name) => {
    // `.hide` is placed absolutely: in a scroller without a position it makes the document grow instead.
    const bare = rules(readFileSync(join(SRC, name), "utf8"))
      .filter(({ body }) => /overflow(-[xy])?: (auto|scroll)/.test(body) && !/position: (relative|absolute|fixed|sticky)/.test(body))
      .map(({ selector }) => selector);
    expect(bare).toEqual([]);
  });
});
