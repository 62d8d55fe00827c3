// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { rendered } from "../src/core/markdown";

function markup(text: string, numbers: number[] = []): string {
  const holder = document.createElement("div");
  holder.append(
    rendered(text, (number) => {
      if (!numbers.includes(number)) return null;
      const button = document.createElement("button");
      button.textContent = String(number);
      return button;
    }),
  );
  return holder.innerHTML; // eslint-disable-line no-restricted-properties -- read, not written
}

describe("markdown", () => {
  it("keeps a stop with the mark before it", () => {
    expect(markup("为 12[1][2]。又", [1, 2])).toBe('<p>为 12<button>1</button><span class="glued"><button>2</button>。</span>又</p>\n');
  });
  it("knows strong text, lists and tables", () => {
    expect(markup("**12.50 万元**")).toContain("<strong>12.50 万元</strong>");
    expect(markup("- 一\n- 二")).toContain("<li>一</li>");
    expect(markup("|a|b|\n|-|-|\n|1|2|")).toContain("<td>1</td>");
  });

  it("makes buttons of citations that are there, and leaves other brackets alone", () => {
    expect(markup("见[1]和[2]。", [1])).toBe("<p>见<button>1</button>和[2]。</p>\n");
  });

  it("shows markup as text", () => {
    expect(markup("<img src=x onerror=alert(1)>")).toContain("&lt;img");
    expect(markup("<script>alert(1)</script>")).not.toContain("<script");
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "vbscript:x", "//evil.example", "/reports", "file:///etc/passwd"])(
    "does not link to %s",
    (address) => expect(markup(`[x](${address})`)).not.toContain("href"),
  );

  it("links to the web in a new page, without telling where from", () => {
    const text = markup("[x](https://example.org)");
    expect(text).toContain('href="https://example.org"');
    expect(text).toContain('rel="noopener noreferrer nofollow"');
  });

  it("loads no pictures", () => {
    expect(markup("![x](https://example.org/p.png)")).not.toContain("<img");
  });
});
