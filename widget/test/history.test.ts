import { beforeEach, describe, expect, it } from "vitest";
import { begun, History } from "../src/core/history";

class Store implements Storage {
  kept = new Map<string, string>();
  room = Infinity;
  get length() { return this.kept.size; }
  clear() { this.kept.clear(); }
  key() { return null; }
  getItem(name: string) { return this.kept.get(name) ?? null; }
  removeItem(name: string) { this.kept.delete(name); }
  setItem(name: string, value: string) {
    if (value.length > this.room) throw new DOMException("full", "QuotaExceededError");
    this.kept.set(name, value);
  }
}

const conversation = (question: string, at = 1) => ({ ...begun(), at, turns: [{ question, answer: null, failed: "offline" }] });
let store: Store;
beforeEach(() => (store = new Store()));

describe("history", () => {
  it("outlives the page", () => {
    new History("h", store).keep(conversation("一"));
    expect(new History("h", store).all().map((one) => one.turns[0]?.question)).toEqual(["一"]);
  });

  it("lists the newest first, each once", () => {
    const history = new History("h", store);
    const first = conversation("一", 1);
    history.keep(first);
    history.keep(conversation("二", 2));
    history.keep({ ...first, at: 3 });
    expect(history.all().map((one) => one.turns[0]?.question)).toEqual(["一", "二"]);
  });

  it("keeps no conversation without a question", () => {
    const history = new History("h", store);
    history.keep(begun());
    expect(history.all()).toEqual([]);
  });

  it("says of an answer that never came that it was interrupted", () => {
    const history = new History("h", store);
    history.keep({ ...begun(), turns: [{ question: "一", answer: null, partial: "半" }] });
    expect(new History("h", store).all()[0]?.turns[0]).toEqual({ question: "一", answer: null, failed: "interrupted" });
  });

  it("passes over what is no conversation", () => {
    store.setItem("h", '[{"id":1},null,{"id":"a","turns":[{}]},{"id":"b","turns":[{"question":"q"}],"at":1}]');
    expect(new History("h", store).all().map((one) => one.id)).toEqual(["b"]);
    store.setItem("h", "{");
    expect(new History("h", store).all()).toEqual([]);
  });

  it("gives up old conversations when the store is full", () => {
    store.room = 600;
    const history = new History("h", store);
    for (let at = 1; at < 20; at++) history.keep(conversation(`问题${at}`, at));
    expect(new History("h", store).all()[0]?.turns[0]?.question).toBe("问题19");
  });

  it("works without any store", () => {
    const history = new History("h", null);
    history.current = "x";
    history.keep(conversation("一"));
    expect(history.all()).toHaveLength(1);
    expect(history.current).toBeNull();
  });
});
