/** The one place where text becomes markup: markdown without HTML, sanitised, links over http(s) only. */

import DOMPurify, { type Config } from "dompurify";
import MarkdownIt from "markdown-it";

const reader = new MarkdownIt("commonmark", { html: false, linkify: false, breaks: true }).enable("table").disable(["image", "autolink"]);
const WEB = /^https?:\/\//i;
// An address that is not the web's makes no link: the brackets stay as they were written.
reader.validateLink = (address) => WEB.test(address);
const ALLOWED: Config & { RETURN_DOM_FRAGMENT: true } = {
  ALLOWED_TAGS: "p br strong em code pre ul ol li blockquote table thead tbody tr th td h1 h2 h3 h4 h5 h6 hr a del".split(" "),
  ALLOWED_ATTR: ["href", "start"],
  ALLOWED_URI_REGEXP: WEB,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
};
const CITED = /\[(\d{1,3})\]/g;
const STOP = /^[。，；：、！？）.,;:!?)]+/;

/** Markdown as nodes; `[3]` becomes a button made by `cite` where there is a citation of that number. */
export function rendered(text: string, cite: (number: number) => Node | null): DocumentFragment {
  const fragment = DOMPurify.sanitize(reader.render(text), ALLOWED);
  for (const link of fragment.querySelectorAll("a")) {
    if (!WEB.test(link.getAttribute("href") ?? "")) link.removeAttribute("href");
    link.target = "_blank";
    link.rel = "noopener noreferrer nofollow";
  }
  linkCitations(fragment, cite);
  return fragment;
}

function linkCitations(root: DocumentFragment, cite: (number: number) => Node | null): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (walker.nextNode()) found.push(walker.currentNode as Text);
  for (const node of found) {
    const parts: (Node | string)[] = [];
    let end = 0;
    for (const match of node.data.matchAll(CITED)) {
      const mark = cite(Number(match[1]));
      if (!mark) continue;
      const after = match.index + match[0].length;
      const stop = STOP.exec(node.data.slice(after))?.[0] ?? "";
      parts.push(node.data.slice(end, match.index), stop ? glued(mark, stop) : mark);
      end = after + stop.length;
    }
    if (end) node.replaceWith(...parts, node.data.slice(end));
  }
}

/** A mark with the stop behind it: a stop begins no line. */
function glued(mark: Node, stop: string): Node {
  const pair = document.createElement("span");
  pair.className = "glued";
  pair.append(mark, stop);
  return pair;
}
