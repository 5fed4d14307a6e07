import { mkdtemp, rm } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runSilently } from "../scripts/run";
import { type App, startAppOn } from "./app";
import { Visitor } from "./visitor";

let persistTo: string;
let app: App;
let visitor: Visitor;
let generation: string;

beforeAll(async () => {
  persistTo = await mkdtemp(join(tmpdir(), "flux-ai-"));
  app = await startAppOn(persistTo);
  visitor = new Visitor(app);
  await visitor.join();
  generation = (await visitor.generate()).headers.get("Location") ?? "";
});

afterAll(async () => {
  await app?.stop();
  await rm(persistTo, { recursive: true, force: true });
});

/** Runs a statement in the database of the running app. */
const sql = (command: string) =>
  runSilently(
    "wrangler",
    "d1",
    "execute",
    "flux-ai",
    "--local",
    "--persist-to",
    persistTo,
    "--command",
    command,
  );

/** Asks as a browser does for what it shows by itself. */
const look = (path: string) => visitor.request(path, { headers: { Accept: "text/html,*/*;q=0.8" } });
const image = () => generation.replace("generations", "images");

const UNEXPECTED = "<h1>Something went wrong</h1>";
const CLOSED = "<h1>Closed for a moment</h1>";
const NOT_FOUND = "<h1>Page not found</h1>";
const NOT_HERE = "<h1>That does not work here</h1>";

async function expectPage(response: Response, status: number, heading: string): Promise<void> {
  expect([response.status, response.headers.get("Content-Type")]).toEqual([
    status,
    "text/html; charset=utf-8",
  ]);
  const html = await response.text();
  expect(html).toContain(heading);
  expect(html).toContain('<link rel="stylesheet"');
}

/** The lines that one request caused, found by the id in its answer. */
async function linesOf(response: Response) {
  const id = response.headers.get("X-Request-Id");
  const events = () =>
    app.lines
      .filter((line) => line.includes(`"request_id":"${id}"`))
      .map((line): string => JSON.parse(line).event);
  await expect.poll(events).toContain("request");
  return events();
}

describe("what nobody can ask for", () => {
  test.each([
    ["a broken character", "/%E0%A4%A", 404],
    ["one in a page's address", "/generations/%E0%A4%A", 404],
    ["one in a link's", "/s/%E0%A4%A", 404],
    ["one in a picture's", "/images/%E0%A4%A", 404],
    ["a lonely percent sign", "/generations/%", 404],
    ["nothing, as a character", "/generations/%00", 404],
    ["an address of 10 KB", `/${"a".repeat(10_000)}`, 404],
    ["a search from a day that is none", "/history?q=%E0%A4%A&from=%", 400],
    ["a search of 20 KB", `/history?q=${"a".repeat(20_000)}`, 400],
  ])("%s: a page", async (_, path, status) => {
    await expectPage(await look(path), status, status === 404 ? NOT_FOUND : "<h1>Your pictures</h1>");
  });

  test("no such address is logged as anything but a request", async () => {
    const from = app.lines.length;
    await look(`/s/${"x".repeat(22)}%E0%A4%A`);
    const ours = app.lines.slice(from).filter((line) => line.startsWith("{"));
    expect(ours.map((line) => JSON.parse(line).event)).toEqual(["request"]);
    expect(app.lines.slice(from).join()).not.toContain("xxxx");
  });

  test.each(["PUT", "PATCH", "DELETE", "OPTIONS"])(
    "%s: a page that says what is possible",
    async (method) => {
      for (const path of ["/", "/history", "/nowhere", image()]) {
        const response = await visitor.request(path, { method });
        expect(response.headers.get("Allow")).toBe("GET, HEAD, POST");
        await expectPage(response, 405, NOT_HERE);
      }
    },
  );

  test("TRACE, which no browser sends: the same", async () => {
    const answer = await new Promise<{ status?: number; allow?: string }>((resolve, reject) => {
      httpRequest(new URL("/", app.url), { method: "TRACE" }, (response) => {
        response.resume();
        resolve({ status: response.statusCode, allow: response.headers.allow });
      })
        .on("error", reject)
        .end();
    });
    expect(answer).toEqual({ status: 405, allow: "GET, HEAD, POST" });
  });

  test("bytes that are no address: no 500", async () => {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(app.url.port), "localhost", () =>
        socket.write("GET /\xff\xfe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "latin1"),
      );
      let text = "";
      socket.on("data", (data) => {
        text += data;
      });
      socket.on("close", () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
  });

  test.each([
    ["a picture of nobody", "/images/01a20ac2-cfc7-7bbf-b504-10328d7c8d09", 404, NOT_FOUND],
    ["a link that was revoked", "/s/aaaaaaaaaaaaaaaaaaaaaa/image", 404, NOT_FOUND],
    ["where only machines write", "/webhooks/replicate/1", 405, NOT_HERE],
  ])(
    "%s, opened by itself: a page; in another page: no more than the status",
    async (_, path, status, heading) => {
      await expectPage(await look(path), status, heading);
      const inAPage = await visitor.request(path, { headers: { Accept: "image/avif,image/webp,*/*" } });
      expect(inAPage.status).toBe(status);
      expect(await inAPage.text()).not.toContain("<");
    },
  );

  test("a form that is refused: a page that still knows who sent it, and in which language and colours", async () => {
    await visitor.post("/settings", { set: "theme", theme: "dark" });
    for (const [path, fields, status] of [
      ["/settings", { set: "mood" }, 400],
      [`${generation}/favorite`, {}, 400],
      ["/generations/01a20ac2-cfc7-7bbf-b504-10328d7c8d09/favorite", { favorite: "1" }, 404],
      ["/nowhere", {}, 404],
    ] as const) {
      const response = await visitor.post(path, fields);
      expect(response.status).toBe(status);
      const html = await response.text();
      expect(html).toContain('data-theme="dark"');
      expect(html).toContain('href="/credits"');
    }
  });

  test("and by HEAD: the status alone", async () => {
    for (const [path, status] of [
      ["/", 200],
      ["/nowhere", 404],
      ["/images/x", 404],
      ["/logout", 405],
    ] as const) {
      const response = await visitor.request(path, { method: "HEAD", headers: { Accept: "text/html" } });
      expect([response.status, await response.text()]).toEqual([status, ""]);
    }
  });
});

describe("what nobody expected, in this order", () => {
  test("a page that breaks while it is drawn", async () => {
    await sql("UPDATE generation_history SET created_at = 'nonsense'");
    const response = await look(generation);
    expect(await linesOf(response)).toEqual(["unexpected", "unexpected", "request"]);
    await expectPage(response, 500, UNEXPECTED);
  });

  test("a loader that breaks, and its data", async () => {
    await sql("UPDATE generation_history SET created_at = '2026-01-01T00:00:00.000Z', input = 'no JSON'");
    const response = await look(generation);
    expect(await linesOf(response)).toEqual(["unexpected", "request"]);
    await expectPage(response, 500, UNEXPECTED);

    const data = await visitor.get(`${generation}.data`);
    expect([data.status, data.headers.get("X-Remix-Response")]).toEqual([500, "yes"]);
    expect(await linesOf(data)).toEqual(["unexpected", "request"]);
    // The message stays here.
    expect(await data.text()).not.toContain("JSON");
  });

  test("a database without pictures: whoever asks for a page has one, also by a form", async () => {
    await sql("ALTER TABLE images RENAME TO images_gone");
    for (const path of ["/history", image(), `${image()}/thumbnail`])
      await expectPage(await look(path), 503, CLOSED);
    const posted = await visitor.post(
      `/downloads/zip`,
      { do: "download", id: generation.slice(13) },
      { Accept: "text/html" },
    );
    await expectPage(posted, 503, CLOSED);
    expect(posted.headers.get("Retry-After")).toBe("10");
    expect(await linesOf(posted)).toEqual(["unavailable", "request"]);
  });

  test("and without sessions, where the root itself breaks", async () => {
    await sql("ALTER TABLE sessions RENAME TO sessions_gone");
    for (const path of ["/", "/history", generation, image(), "/downloads/zip?part=1-2", "/nowhere"])
      await expectPage(await look(path), 503, CLOSED);
    await expectPage(await visitor.post("/?index", {}), 503, CLOSED);
    await expectPage(await visitor.post("/history", {}, { Origin: "https://evil.test" }), 503, CLOSED);
    const data = await visitor.get("/history.data");
    expect([data.status, data.headers.get("X-Remix-Response")]).toEqual([503, "yes"]);
    expect(await linesOf(data)).toEqual(["unavailable", "request"]);
    const events = await visitor.request(`${generation}/events`, {
      headers: { Accept: "text/event-stream" },
    });
    expect([events.status, await events.text()]).toEqual([503, ""]);
  });
});
