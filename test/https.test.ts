import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, startApp } from "./app";
import { Visitor } from "./visitor";

const joining = { email: "somebody@example.com", password: "correct horse" };

describe("an app that is said to live on https", () => {
  let app: App;

  beforeAll(async () => {
    app = await startApp({ PUBLIC_ORIGIN: "https://flux.example.com" });
  });
  afterAll(() => app?.stop());

  test.each([
    ["GET", "/", 308, "https://flux.example.com/"],
    ["HEAD", "/history?q=sea&page=2", 308, "https://flux.example.com/history?q=sea&page=2"],
    ["POST", "/login?redirectTo=%2Fcredits", 308, "https://flux.example.com/login?redirectTo=%2Fcredits"],
    ["GET", "//evil.test", 308, "https://flux.example.com//evil.test"],
    ["GET", "/%E0%A4%A", 308, "https://flux.example.com/%E0%A4%A"],
    ["GET", "/healthcheck", 200, null],
  ])("answers plain %s %s with %i", async (method, path, status, location) => {
    const response = await fetch(app.url.origin + path, { method, redirect: "manual" });
    await response.body?.cancel();
    expect([response.status, response.headers.get("Location")]).toEqual([status, location]);
    expect(response.headers.has("Strict-Transport-Security")).toBe(false);
  });

  test.each(["https", "HTTPS", "https, http"])("believes a proxy that says %s", async (scheme) => {
    const response = await fetch(app.url, { headers: { "X-Forwarded-Proto": scheme } });
    expect([response.status, response.headers.has("Strict-Transport-Security")]).toEqual([200, true]);
  });

  test("hands out cookies that never travel over plain http, and knows them again", async () => {
    const visitor = new Visitor(app, { isBehindTls: true });
    const joined = await visitor.post("/join", joining);
    expect(joined.headers.getSetCookie()[0]).toMatch(
      /^__Host-session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    const saved = await visitor.post("/settings", { set: "shortcuts" });
    expect(saved.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-notice=[^;]+; Max-Age=60; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
      "__Host-shortcuts=off; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure",
    ]);
    expect(await visitor.balance()).toBe(10);
    expect((await visitor.post("/logout", {})).headers.get("Set-Cookie")).toMatch(
      /^__Host-session=; Max-Age=0; .*Secure/,
    );
  });

  test("refuses a form from its own address on plain http", async () => {
    const visitor = new Visitor(app, { isBehindTls: true });
    expect((await visitor.post("/join", joining, { Origin: app.url.origin })).status).toBe(403);
  });

  test("F40: notices a reader who leaves", async () => {
    const visitor = new Visitor(app, { isBehindTls: true });
    await visitor.join();
    const leave = new AbortController();
    const id = crypto.randomUUID();
    const response = await visitor.request(`/generations/${id}/events?new`, { signal: leave.signal });
    await response.body?.getReader().read();
    const isNoticed = () =>
      app.lines.some((line) => line.includes('"events_closed"') && line.includes(`"id":"${id}"`));
    expect(isNoticed()).toBe(false);
    leave.abort();
    await expect.poll(isNoticed).toBe(true);
  });
});

test.each([
  ["of which nothing is said", "", 200],
  ["on plain http", "http://flux.example.com", 200],
  ["of which nonsense is said", "flux.example.com", 503],
])("an app %s believes no proxy, and sends nobody away", async (_, PUBLIC_ORIGIN, status) => {
  const app = await startApp({ PUBLIC_ORIGIN });
  const response = await fetch(app.url, { headers: { "X-Forwarded-Proto": "https" }, redirect: "manual" });
  expect(response.status).toBe(status);
  expect(response.headers.has("Strict-Transport-Security")).toBe(false);
  expect(response.headers.get("Content-Security-Policy")).not.toContain("upgrade-insecure-requests");
  await app.stop();
});
