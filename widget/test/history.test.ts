// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { begun, type Conversation, History, merged, sought, title, type Turn } from "../src/core/history";

class Store implements Storage {
  kept = new Map<string, string>();
  room = Infinity;
  get length() { return this.kept.size; }
  clear() { this.kept.clear(); }
  key(at: number) { return [...this.kept.keys()][at] ?? null; }
  getItem(name: string) { return this.kept.get(name) ?? null; }
  removeItem(name: string) { this.kept.delete(name); }
  setItem(name: string, value: string) {
    const others = [...this.kept].filter(([other]) => other !== name).reduce((sum, [, held]) => sum + held.length, 0);
    if (others + value.length > this.room) throw new DOMException("full", "QuotaExceededError");
    this.kept.set(name, value);
  }
}

let ids = 0;
const turn = (question: string, more: Partial<Turn> = {}): Turn => ({ id: `t${++ids}`, at: ids, question, answer: null, failed: "offline", ...more });
const conversation = (question: string, at = 1): Conversation => ({ ...begun(), at, turns: [turn(question)] });
const questions = (one: Conversation | undefined) => one?.turns.map((held) => held.question);
let store: Store, tab: Store;
beforeEach(() => ((store = new Store()), (tab = new Store())));
const opened = () => new History("h", store, tab);
/** What the browser tells the other tabs. */
const elsewhere = (key: string | null) => window.dispatchEvent(new StorageEvent("storage", { key }));

describe("history", () => {
  it("outlives the page", () => {
    opened().keep(conversation("一"));
    expect(opened().all().map((one) => one.turns[0]?.question)).toEqual(["一"]);
  });

  it("lists the newest first, each once", () => {
    const history = opened();
    const first = conversation("一", 1);
    history.keep(first);
    history.keep(conversation("二", 2));
    history.keep({ ...first, at: 3 });
    expect(history.all().map((one) => one.turns[0]?.question)).toEqual(["一", "二"]);
  });

  it("keeps no conversation without a question", () => {
    const history = opened();
    history.keep(begun());
    expect(history.all()).toEqual([]);
  });

  it("says of an answer that never came that it was interrupted", () => {
    opened().keep({ ...begun(), turns: [{ question: "一", answer: null, partial: "半" }] });
    expect(opened().all()[0]?.turns[0]).toEqual({ question: "一", answer: null, failed: "interrupted" });
  });

  it("passes over what is no conversation", () => {
    store.setItem("h/a", '{"id":"a","turns":[{}]}');
    store.setItem("h/b", '{"id":"b","turns":[{"question":"q"}],"at":1}');
    store.setItem("h/c", "{");
    store.setItem("other/d", '{"id":"d","turns":[],"at":1}');
    expect(opened().all().map((one) => one.id)).toEqual(["b"]);
  });

  it("takes over what earlier versions kept under one key", () => {
    store.setItem("h", '[{"id":1},null,{"id":"b","turns":[{"question":"q"}],"at":1}]');
    expect(opened().all().map((one) => one.id)).toEqual(["b"]);
    expect(opened().all().map((one) => one.id)).toEqual(["b"]);
  });

  it("gives up old conversations when the store is full, but none that is pinned", () => {
    store.room = 900;
    const history = opened();
    const first = history.keep(conversation("置顶", 0));
    history.pin(first.id, true);
    for (let at = 1; at < 20; at++) history.keep(conversation(`问题${at}`, at));
    const left = opened().all().map((one) => one.turns[0]?.question);
    expect(left.slice(0, 2)).toEqual(["置顶", "问题19"]);
    expect(left.length).toBeLessThan(8);
  });

  it("works without any store", () => {
    const history = new History("h", null, null);
    history.current = "x";
    history.keep(conversation("一"));
    expect(history.all()).toHaveLength(1);
    expect(history.current).toBeNull();
  });
});

describe("two tabs", () => {
  it("with different conversations lose none of them", () => {
    const [one, other] = [opened(), opened()];
    one.keep(conversation("一", 1));
    other.keep(conversation("二", 2));
    one.keep(conversation("三", 3));
    expect(opened().all().map((held) => held.turns[0]?.question)).toEqual(["三", "二", "一"]);
  });

  it("with the same conversation lose no turn of it", () => {
    const [one, other] = [opened(), opened()];
    const begunThere = one.keep(conversation("一"));
    one.keep({ ...begunThere, turns: [...begunThere.turns, turn("甲")] });
    const whole = other.keep({ ...begunThere, turns: [...begunThere.turns, turn("乙")] });
    expect(questions(whole)).toEqual(["一", "甲", "乙"]);
    expect(questions(opened().find(begunThere.id))).toEqual(["一", "甲", "乙"]);
  });

  it("do not bring back a turn that was asked anew", () => {
    const first = turn("一");
    const both = { ...begun(), turns: [first] };
    const anew = { ...both, turns: [turn("一")], dropped: [first.id as string] };
    expect(merged(both, anew).turns.map((held) => held.id)).toEqual([anew.turns[0]?.id]);
    expect(merged(anew, both).turns.map((held) => held.id)).toEqual([anew.turns[0]?.id]);
  });

  it("let an answer outlive the failure that another tab saw", () => {
    const answered = turn("一", { answer: { answer: "答" } as never });
    const both = { ...begun(), turns: [answered] };
    expect(merged(both, { ...both, turns: [{ ...answered, answer: null, failed: "interrupted" }] }).turns[0]?.answer).toBeTruthy();
  });

  it("see at once what the other changes", () => {
    const [one, other] = [opened(), opened()];
    const told = vi.fn();
    const end = one.watch(told);
    const kept = other.keep(conversation("一"));
    elsewhere(`h/${kept.id}`);
    expect(told).toHaveBeenLastCalledWith(kept.id, true);
    expect(one.all()).toHaveLength(1);
    other.drop(kept.id);
    elsewhere(`h/${kept.id}`);
    expect(one.all()).toHaveLength(0);
    elsewhere("another");
    expect(told).toHaveBeenCalledTimes(2);
    end();
  });

  it("each have a conversation of their own open", () => {
    const one = new History("h", store, new Store());
    const other = new History("h", store, new Store());
    one.current = "a";
    other.current = "b";
    expect([one.current, other.current]).toEqual(["a", "b"]);
  });
});

describe("the list", () => {
  it("gets a name and loses it again, without a change of place", () => {
    const history = opened();
    const { id } = history.keep(conversation("一", 1));
    history.rename(id, "  三公  ");
    expect(title(opened().find(id) as Conversation)).toBe("三公");
    // A question that is asked later does not take the name away.
    history.keep({ ...(opened().find(id) as Conversation), name: undefined as never });
    history.rename(id, "");
    expect(title(opened().find(id) as Conversation)).toBe("一");
  });

  it("shows pinned conversations first", () => {
    const history = opened();
    const { id } = history.keep(conversation("一", 1));
    history.keep(conversation("二", 2));
    history.pin(id, true);
    expect(opened().all().map(title)).toEqual(["一", "二"]);
    history.pin(id, false);
    expect(opened().all().map(title)).toEqual(["二", "一"]);
  });

  it("finds by name, question and answer", () => {
    const held = [{ ...conversation("三公经费"), name: "检查" }, conversation("支出合计")];
    held[1]?.turns.push(turn("为什么", { answer: { answer: "因为 Overseas 任务" } as never }));
    expect(sought(held, "检查")).toEqual([held[0]]);
    expect(sought(held, "overseas 支出")).toEqual([held[1]]);
    expect(sought(held, " ")).toEqual(held);
    expect(sought(held, "没有")).toEqual([]);
  });

  it("brings back what was taken away, one or all", () => {
    const history = opened();
    const one = history.keep(conversation("一", 1));
    history.keep(conversation("二", 2));
    const back = history.drop(one.id);
    expect(opened().all()).toHaveLength(1);
    back();
    expect(opened().all().map(title)).toEqual(["二", "一"]);
    const all = history.clear();
    expect(opened().all()).toHaveLength(0);
    all();
    expect(opened().all()).toHaveLength(2);
  });
});
