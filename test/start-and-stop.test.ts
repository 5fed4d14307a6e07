import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Miniflare } from "miniflare";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { miniflareOptions } from "../scripts/server";
import { startAppOn } from "./app";
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

describe("without a part it cannot do without, a page says so", () => {
  test.each([
    ["the database", { d1Databases: {} }, {}],
    ["the picture store", { r2Buckets: {} }, {}],
    ["a secret for sessions", {}, { SESSION_SECRETS: "" }],
    ["the migrations", { defaultPersistRoot: undefined }, {}],
  ])("%s", async (_, without, vars) => {
    const lines: string[] = [];
    const options = await miniflareOptions({
      port: 0,
      vars: { SESSION_SECRETS: "of-the-tests", REPLICATE_API_TOKEN: "", ...vars },
      persistTo,
      onLine: (line) => lines.push(line),
    });
    const miniflare = new Miniflare({ ...options, ...without });
    try {
      const page = await miniflare.dispatchFetch("http://localhost/history", {
        headers: { Cookie: "session=ImFiYyI%3D.VcrVBXuhoJhh6shCA8sOeA1Xk5TEgcLcNSQ8GPEuzLY" },
      });
      // Nobody's cookie is nobody's with the migrations too: only a look at the database tells that it is empty.
      if (!("defaultPersistRoot" in without)) {
        expect(page.status).toBe(503);
        expect(page.headers.get("Retry-After")).toBe("10");
        expect(await page.text()).toContain("<h1>Closed for a moment</h1>");
        expect(lines.map((line) => JSON.parse(line))).toContainEqual(
          expect.objectContaining({ event: "unavailable" }),
        );
      }
      const health = await miniflare.dispatchFetch("http://localhost/healthcheck");
      expect(health.status).toBe(503);
      await health.arrayBuffer();
    } finally {
      await miniflare.dispose();
    }
  });
});
