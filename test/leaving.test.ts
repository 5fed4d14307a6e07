import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, startApp } from "./app";
import { Visitor } from "./visitor";

let app: App;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.stop());

const PASSWORD = "correct horse";
const agent = (name: string) => ({ "User-Agent": name });
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/** The rows of a list on a page, as text. */
const rowsOf = (html: string) =>
  (html.match(/<ul class="rows">.*?<\/ul>/s)?.[0] ?? "")
    .split("</li>")
    .slice(0, -1)
    .map((row) => row.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " "));
const idsIn = (html: string) =>
  [...html.matchAll(/name="session" value="([^"]+)"/g)].map(([, id = ""]) => id);

describe("sessions", () => {
  test("are listed by browser; one is ended by its person alone, all others by the password", async () => {
    const here = new Visitor(app);
    const email = await here.join();
    const [there, elsewhere, stranger] = [new Visitor(app), new Visitor(app), new Visitor(app)];
    await there.post("/login", { email, password: PASSWORD }, agent(FIREFOX));
    await elsewhere.post("/login", { email, password: PASSWORD }, agent("a machine"));
    await stranger.join();

    const page = await here.html("/account/sessions");
    expect(rowsOf(page)).toHaveLength(3);
    expect(rowsOf(page)[0]).toContain("this browser");
    expect(rowsOf(page).filter((row) => row.includes("this browser"))).toHaveLength(1);
    expect(rowsOf(page).join()).toMatch(
      /Firefox, Linux.*A browser we do not know|A browser we do not know.*Firefox, Linux/,
    );
    const ids = idsIn(page);
    expect(ids).toHaveLength(2);
    // The ids say nothing of the cookies, and no stranger ends by them.
    const cookies = [here, there, elsewhere].map(({ cookie }) => cookie).join();
    for (const id of ids) {
      expect(cookies).not.toContain(id);
      await stranger.post("/account/sessions", { session: id });
    }
    expect(rowsOf(await here.html("/account/sessions"))).toHaveLength(3);

    const firefox = page.match(/Firefox, Linux.*?value="([^"]+)"/s)?.[1] ?? "";
    await here.post("/account/sessions", { session: firefox });
    expect((await there.get("/account")).headers.get("Location")).toMatch(/^\/login/);
    expect((await elsewhere.get("/account")).status).toBe(200);

    expect((await here.post("/account/sessions", {})).status).toBe(422);
    expect((await here.post("/account/sessions", { current_password: "wrong" })).status).toBe(422);
    expect((await elsewhere.get("/account")).status).toBe(200);
    await here.post("/account/sessions", { current_password: PASSWORD });
    expect(await here.html("/account/sessions")).toContain("All other sessions have ended.");
    expect((await elsewhere.get("/account")).status).toBe(303);
  });
});
