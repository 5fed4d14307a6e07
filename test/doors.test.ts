import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, startApp } from "./app";
import { Visitor } from "./visitor";

let app: App;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.stop());

async function aMember(): Promise<Visitor> {
  const visitor = new Visitor(app);
  await visitor.join();
  return visitor;
}

/** Where a browser goes with this answer. */
const wentTo = (answer: Response) => new URL(answer.headers.get("Location") ?? "", app.url);

describe("S1: the way back never leaves the site", () => {
  const ELSEWHERE = ["/.//evil.test", "/%2e//evil.test", "/a/..//evil.test", "//evil.test", "/\t/evil.test"];

  test.each(ELSEWHERE)("%j for who is signed in already, and for who signs in", async (redirectTo) => {
    const visitor = new Visitor(app);
    const email = await visitor.join();
    for (const page of ["/login", "/join"]) {
      const address = `${page}?${new URLSearchParams({ redirectTo, prompt: "x" })}`;
      expect(wentTo(await visitor.get(address)).origin).toBe(app.url.origin);
    }
    const stranger = new Visitor(app);
    const address = `/login?${new URLSearchParams({ redirectTo })}`;
    await stranger.get(address);
    expect(wentTo(await stranger.post(address, { email, password: "correct horse" })).href).toBe(
      app.url.href,
    );
  });

  test.each(ELSEWHERE)("%j from the switches and the forms of the history", async (back) => {
    const visitor = await aMember();
    for (const [path, fields] of [
      ["/settings", { set: "theme", theme: "dark", back }],
      ["/history/selection", { do: "delete", back }],
      ["/downloads/zip", { do: "download", back }],
    ] as [string, Record<string, string>][])
      expect(wentTo(await visitor.post(path, fields)).origin).toBe(app.url.origin);
  });

  test("and a page that says no links to itself, not to a host that its path names", async () => {
    const answer = await fetch(`${app.url.origin}//evil.test/%E0%A4%A`, { headers: { Accept: "text/html" } });
    expect(await answer.text()).not.toMatch(/(href|action|value)="\/\/evil/);
  });
});
