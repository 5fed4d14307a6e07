import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Miniflare, type MiniflareOptions } from "miniflare";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { miniflareOptions } from "../scripts/server";
import { type App, startApp, startAppOn } from "./app";
import { Visitor } from "./visitor";

let persistTo: string;

beforeAll(async () => {
  persistTo = await mkdtemp(join(tmpdir(), "flux-ai-"));
});

afterAll(() => rm(persistTo, { recursive: true, force: true }));

test("stopping and starting again keeps accounts, sessions, credits and pictures", async () => {
  const first = await startAppOn(persistTo, { SIGNUP_CREDITS: "3" });
  const visitor = new Visitor(first);
  await visitor.join();
  const location = (await visitor.generate()).headers.get("Location") ?? "";
  const image = location.replace("generations", "images");
  const before = await (await visitor.get(image)).arrayBuffer();
  await first.stop();

  const second = await startAppOn(persistTo);
  const returning = new Visitor(second);
  returning.cookie = visitor.cookie;
  expect(await returning.balance()).toBe(2);
  expect(await (await returning.get(image)).arrayBuffer()).toEqual(before);
  await second.stop();
});

/** The Worker with something taken away. */
async function withoutPart(part: Partial<MiniflareOptions>, vars: Record<string, string> = {}) {
  const lines: string[] = [];
  const options = await miniflareOptions({
    port: 0,
    vars: { SESSION_SECRETS: "of-the-tests", REPLICATE_API_TOKEN: "", ...vars },
    persistTo,
    onLine: (line) => lines.push(line),
  });
  return { miniflare: new Miniflare({ ...options, ...part } as MiniflareOptions), lines };
}

describe("without a part it cannot do without, a page says so", () => {
  test.each([
    ["the database", { d1Databases: {} }, {}],
    ["the picture store", { r2Buckets: {} }, {}],
    ["a secret for sessions", {}, { SESSION_SECRETS: "" }],
  ])("%s", async (_, part, vars) => {
    const { miniflare, lines } = await withoutPart(part, vars);
    const page = await miniflare.dispatchFetch("http://localhost/history");
    expect(page.status).toBe(503);
    expect(page.headers.get("Retry-After")).toBe("10");
    expect(await page.text()).toContain("<h1>Closed for a moment</h1>");
    expect((await miniflare.dispatchFetch("http://localhost/healthcheck")).status).toBe(503);
    await miniflare.dispose();
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ event: "unavailable", part: "settings" }),
    );
  });

  test("a database without its tables", async () => {
    const { miniflare } = await withoutPart({ defaultPersistRoot: undefined });
    const health = await miniflare.dispatchFetch("http://localhost/healthcheck");
    expect([health.status, await health.json()]).toEqual([
      503,
      { ok: false, d1: false, r2: true, demo: true, database: null },
    ]);
    const page = await miniflare.dispatchFetch("http://localhost/join", {
      method: "POST",
      headers: { Origin: "http://localhost", "Content-Type": "application/x-www-form-urlencoded" },
      body: "email=a%40example.com&password=correct+horse",
    });
    expect(page.status).toBe(503);
    expect(await page.text()).toContain("<h1>Closed for a moment</h1>");
    await miniflare.dispose();
  });
});

describe("what the clock starts", () => {
  let app: App;
  const linesOf = (event: string) =>
    app.lines
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line))
      .filter((line) => line.event === event);

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app?.stop());

  test("the hour's cron audits: a balance that no entry explains is logged", async () => {
    const visitor = new Visitor(app);
    await visitor.join();
    const d1 = await app.database();
    const user = await d1
      .prepare("UPDATE users SET credits = credits + 1 RETURNING id")
      .first<{ id: string }>();
    await app.audit();
    await expect.poll(() => linesOf("audit")).toEqual([expect.objectContaining({ breaches: 1 })]);
    expect(linesOf("invariant_broken")).toEqual([
      expect.objectContaining({ invariant: "balance_is_the_sum_of_entries", id: user?.id }),
    ]);
    expect(linesOf("sweep")).toEqual([]);
  });

  test("the minute's cron sweeps: a picture that is gone from the store is logged", async () => {
    const d1 = await app.database();
    const id = crypto.randomUUID();
    await d1
      .prepare("INSERT INTO images VALUES (?, 'image/png', 1, 1, 1, NULL, '2026', NULL, 0, NULL)")
      .bind(id)
      .run();
    const audits = linesOf("audit").length;
    await app.sweep();
    await expect.poll(() => linesOf("sweep")).toEqual([expect.objectContaining({ pictures_missing: 1 })]);
    expect(linesOf("invariant_broken")).toContainEqual(
      expect.objectContaining({ invariant: "picture_is_stored", id }),
    );
    expect(linesOf("audit")).toHaveLength(audits);
  });
});
