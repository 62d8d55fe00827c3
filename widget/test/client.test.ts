// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Client } from "../src/core/client";
import { Failure, reason, reasonOf } from "../src/core/failures";
import { LANGUAGES, strings } from "../src/i18n";

const SERVICE = "https://wenbao.example";
const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
const refusal = (status: number, code: string) => json(status, { error: { code, message: `中文 / English: ${code}`, trace_id: "t" } });
type Answers = (url: string, init: RequestInit) => Response | "unreached";
let lines: string[];

/** A network: what it answers, or that the browser gets nothing. */
const network = (answers: Answers) =>
  vi.stubGlobal("fetch", async (url: string, init: RequestInit = {}) => {
    const reply = answers(url, init);
    if (reply === "unreached") throw new TypeError("Failed to fetch");
    return reply;
  });
const failed = async (client: Client) => {
  const error = await client.session().then(() => null, (thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Failure);
  return (error as Failure).code;
};
const portal = (more: object = {}) => new Client({ base: SERVICE, site: "site_1", embedded: true, ...more });
const token = json(200, { token: "wbt.x", expires_in: 900 });

beforeEach(() => {
  lines = [];
  vi.spyOn(console, "error").mockImplementation((line: string) => void lines.push(line));
});
afterEach(() => (vi.restoreAllMocks(), vi.unstubAllGlobals()));

describe("what failed", () => {
  it("is the service that is gone, where nothing of it answers", async () => {
    network(() => "unreached");
    expect(await failed(portal())).toBe("offline");
    expect(lines.join()).toMatch(/cannot be reached.*connect-src/);
  });

  it("is the origin, where the service is up and the browser may not read its answer", async () => {
    network((url) => (url.endsWith("/healthz") ? new Response("") : "unreached"));
    expect(await failed(portal())).toBe("origin_refused");
    expect(lines.join()).toContain(`wenbao access site NAME --origin ${location.origin}`);
  });

  it("is the origin, where the service says so", async () => {
    network(() => refusal(403, "origin_refused"));
    expect(await failed(portal())).toBe("origin_refused");
  });

  it("is the sign-in that lacks, or the one that is not good", async () => {
    network(() => refusal(401, "key_required"));
    expect(await failed(portal())).toBe("signin_needed");
    expect(await failed(portal({ userToken: () => "" }))).toBe("signin_needed");
    expect(await failed(portal({ userToken: async () => "a.b.c" }))).toBe("signin_refused");
    expect(await failed(portal({ userToken: () => Promise.reject(new Error("down")) }))).toBe("signin_refused");
    expect(lines.join("\n")).toMatch(/gave no token[^]*aud "site_1"/);
  });

  it("is the site that nobody named", async () => {
    network(() => json(200, {}));
    expect(await failed(portal({ site: "" }))).toBe("site_missing");
  });

  it("is the key, on a service that is private", async () => {
    network((url) => (url.endsWith("/token") ? token.clone() : refusal(401, "key_required")));
    expect(await failed(new Client({ base: "" }))).toBe("key_required");
    expect(lines).toEqual([]);
  });

  it("is told to the owner once, and never by the service's own pages", async () => {
    network(() => refusal(403, "origin_refused"));
    await failed(new Client({ base: "" }));
    expect(lines).toEqual([]);
  });
});

describe("what is said of it", () => {
  const codes = ["offline", "interrupted", "stopped", "origin_refused", "signin_needed", "signin_refused", "key_required",
    "not_permitted", "store_busy", "store_unavailable", "body_too_large", "internal"];

  it.each(LANGUAGES)("is another sentence for each, in %s", (language) => {
    const said = codes.map((code) => reason({ code }, strings(language), language));
    expect(new Set(said).size).toBe(codes.length);
    expect(said).not.toContain(strings(language).failed);
  });

  it("is what the service says, where it knows better", () => {
    const failure = { code: "question_too_long", message: "问题过长 / The question is too long: 1001 > 1000" };
    expect(reason(failure, strings("zh-CN"), "zh-CN")).toBe("问题过长：1001 > 1000");
    expect(reason(failure, strings("en"), "en")).toBe("The question is too long: 1001 > 1000");
  });

  it("is that the service is gone, when a part of the page cannot be loaded", () => {
    expect(reasonOf(new TypeError("Failed to fetch dynamically imported module"), strings("en"), "en")).toBe(strings("en").offline);
  });
});
