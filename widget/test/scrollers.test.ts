import { describe, expect, it } from "vitest";

const files = import.meta.glob<string>("../src/**/*.ts", { query: "?raw", import: "default", eager: true });
/** The innermost rules of a file's styles. */
const rules = (text: string) => [...text.matchAll(/([^{}]*)\{([^{}]*)\}/g)].map(([, selector = "", body = ""]) => ({ selector: selector.trim().split("\n").at(-1), body }));

describe("what scrolls", () => {
  it.each(Object.entries(files))("holds what is hidden in it: %s", (_, text) => {
    // `.hide` is placed absolutely: in a scroller without a position it makes the document grow instead.
    const bare = rules(text)
      .filter(({ body }) => /overflow(-[xy])?: (auto|scroll)/.test(body) && !/position: (relative|absolute|fixed|sticky)/.test(body))
      .map(({ selector }) => selector);
    expect(bare).toEqual([]);
  });
});
