import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, startApp } from "./app";
import { idOf, invite, member } from "./pages/entry-pages";
import { Visitor } from "./visitor";

const PAGE = "/account/invites";

let app: App;
beforeAll(async () => {
  app = await startApp({ SIGNUP: "invite", INVITES_A_PERSON: "3" });
});
afterAll(() => app?.stop());

test("a person invites two, ends a third link, and nobody else joins", async () => {
  const host = await member(app, "host@example.com");
  const joining = (link: string, name: string) =>
    new Visitor(app).post(link, { email: `${name}@example.com`, password: "a long passphrase 7" });
  const link = await invite(host, "1");
  const joined = await joining(link, "first");
  expect([joined.status, joined.headers.get("Set-Cookie")]).toEqual([303, expect.stringMatching(/session=/)]);
  for (const [path, name] of [
    [link, "second"],
    ["/join", "third"],
    ["/join?invite=nothing", "fourth"],
  ] as const) {
    const refused = await joining(path, name);
    expect([path, refused.status]).toEqual([path, 422]);
    expect(await refused.text()).toMatch(/by invitation here|invite is used up/);
  }

  const other = await invite(host, "1");
  expect(other).not.toBe(link);
  await host.post(PAGE, { do: "end", id: idOf(other, await host.html(PAGE)) });
  expect((await joining(other, "fifth")).status).toBe(422);
  // The ended link's place is free again; beyond those that are allowed there are none.
  await host.post(PAGE, { do: "make", id: crypto.randomUUID(), uses: "5", days: "7" });
  const page = await host.html(PAGE);
  expect(page.match(/\/join\?invite=/g)).toBeNull();
  expect(page).toContain("You may invite 2 more people.");
  const { count } = (await (
    await app.database()
  )
    .prepare("SELECT count(*) AS count FROM users")
    .first<{ count: number }>()) ?? { count: 0 };
  expect(count).toBe(2);
});

test("who asks for another's invite to end, or is nobody, ends none", async () => {
  const [host, other] = [await member(app, "owner@example.com"), await member(app, "other@example.com")];
  const link = await invite(host, "1");
  const id = idOf(link, await host.html(PAGE));
  await other.post(PAGE, { do: "end", id });
  expect((await new Visitor(app).post(PAGE, { do: "end", id })).headers.get("Location")).toMatch(/^\/login/);
  expect(await host.html(PAGE)).toContain(link);
  expect((await other.post(PAGE, { do: "make", id: "x", uses: "1", days: "7" })).status).toBe(400);
});
