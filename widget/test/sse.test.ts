import { describe, expect, it } from "vitest";
import { events, parse } from "../src/core/sse";

function stream(...pieces: (string | Uint8Array)[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(typeof piece === "string" ? encoder.encode(piece) : piece);
      controller.close();
    },
  });
}

async function all(body: ReadableStream<Uint8Array>) {
  const found = [];
  for await (const event of events(body)) found.push(event);
  return found;
}

describe("server-sent events", () => {
  it("come whole however the bytes are cut, inside a character too", async () => {
    const bytes = new TextEncoder().encode('event: delta\ndata: {"text":"决算"}\n\nevent: answer\ndata: {}\n\n');
    for (let cut = 1; cut < bytes.length; cut++) {
      const found = await all(stream(bytes.slice(0, cut), bytes.slice(cut)));
      expect(found).toEqual([{ event: "delta", data: '{"text":"决算"}' }, { event: "answer", data: "{}" }]);
    }
  });

  it("pass over comments, and over a block without data", () => {
    expect(parse(": keep-alive")).toBeNull();
    expect(parse("event: status")).toBeNull();
  });

  it("join data of several lines", () => {
    expect(parse("data: a\ndata: b")).toEqual({ event: "message", data: "a\nb" });
  });

  it("are given when the stream ends without a blank line", async () => {
    expect(await all(stream("event: answer\ndata: 1"))).toEqual([{ event: "answer", data: "1" }]);
  });
});
