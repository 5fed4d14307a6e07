import { describe, expect, test, vi } from "vitest";
import { orderColumns } from "~/generations/order.server";
import { startGeneration } from "~/generations/start.server";
import { anAccount, anOrder, world } from "../../test/world";
import { mayFetchFrom } from "./client.server";

const create = (using: ReturnType<typeof world>) =>
  using.replicate.create({
    model: "black-forest-labs/flux-schnell",
    input: { prompt: "a castle", seed: 1, ...JSON.parse(orderColumns(anOrder()).input) },
  });

describe("a POST is sent once", () => {
  test.each([
    ["the connection breaks", () => Promise.reject(new TypeError("Network connection lost."))],
    ["the answer is 429", () => new Response(null, { status: 429 })],
    ["the answer is 500", () => new Response(null, { status: 500 })],
    ["the answer is 402", () => new Response(null, { status: 402 })],
    ["the answer is no JSON", () => new Response("<html>", { status: 201 })],
  ])("when %s", async (_, answer) => {
    const using = world();
    using.pretend.onCreate = answer;
    await create(using);
    expect(using.pretend).toMatchObject({ creates: 1, mistakes: [] });
  });
});

describe("what became of it", () => {
  test("made", async () => {
    expect(await create(world())).toMatchObject({ kind: "prediction", prediction: { status: "succeeded" } });
  });

  test.each([401, 402, 403, 404, 422])("%i: refused, nothing was made", async (status) => {
    const using = world();
    using.pretend.onCreate = () => Response.json({ detail: "…", status }, { status });
    expect(await create(using)).toEqual({ kind: "refused", status });
  });

  test.each([
    ["the header", new Response(null, { status: 429, headers: { "Retry-After": "7" } }), 7],
    ["the body", Response.json({ detail: "…", retry_after: 3.2 }, { status: 429 }), 4],
    [
      "the text",
      Response.json({ detail: "Request was throttled. Your rate limit resets in ~30s." }, { status: 429 }),
      30,
    ],
    ["nobody", new Response(null, { status: 429 }), 10],
  ])("429: busy for as long as %s says", async (_, answer, retryAfterSeconds) => {
    const using = world();
    using.pretend.onCreate = () => answer;
    expect(await create(using)).toEqual({ kind: "busy", retryAfterSeconds });
  });

  test.each([500, 502, 504])("%i: unknown", async (status) => {
    const using = world();
    using.pretend.onCreate = () => new Response("<html>", { status });
    expect(await create(using)).toEqual({ kind: "unknown" });
  });

  test("no answer, or one that is not Replicate's: unknown", async () => {
    const using = world();
    using.pretend.onCreate = () => Promise.reject(new TypeError("reset"));
    expect(await create(using)).toEqual({ kind: "unknown" });
    using.pretend.onCreate = () => Response.json({ hello: "world" }, { status: 201 });
    expect(await create(using)).toEqual({ kind: "unknown" });
  });

  test("an output of one URL reads like a list", async () => {
    const using = world();
    using.pretend.onCreate = (made) =>
      Response.json({ ...made, status: "succeeded", output: "https://replicate.delivery/x" });
    expect(await create(using)).toMatchObject({ prediction: { output: ["https://replicate.delivery/x"] } });
  });
});

test("neither our token nor Replicate's words are logged when it refuses, by whatever method of the console", async () => {
  const methods = ["log", "info", "warn", "error", "debug", "trace", "dir", "table"] as const;
  const written = methods.map((method) => vi.spyOn(console, method).mockReturnValue());
  const using = world();
  using.pretend.onCreate = () => Response.json({ detail: "secret words" }, { status: 401 });
  await create(using);
  await startGeneration(using, await anAccount(using), anOrder());
  const lines = JSON.stringify(written.flatMap(({ mock }) => mock.calls));
  expect(lines).toContain("replicate_refused");
  expect(lines).not.toMatch(/r8_of_the_tests|secret words/);
  vi.restoreAllMocks();
});

test.each([
  ["https://replicate.delivery/a.webp", true],
  ["https://pbxt.replicate.delivery/a.webp", true],
  ["http://replicate.delivery/a.webp", false],
  ["https://replicate.delivery.evil.test/a.webp", false],
  ["https://evilreplicate.delivery/a.webp", false],
  ["https://replicate.delivery:8443/a.webp", false],
  ["https://evil.test/replicate.delivery", false],
  ["http://127.0.0.1:9000/a.webp", true],
  ["http://127.0.0.1:9001/a.webp", false],
  ["http://127.0.0.1/a.webp", false],
  ["data:image/png;base64,AAAA", false],
])("files from %s: %s", (url, allowed) => {
  expect(mayFetchFrom(new URL(url), ["replicate.delivery", "127.0.0.1:9000"])).toBe(allowed);
});
