import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, startApp } from "./app";
import { PNG } from "./pretend-replicate";
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

describe("leaving", () => {
  test("all is taken along as one zip; the account goes, and comes back by signing in", async () => {
    const visitor = new Visitor(app);
    const email = await visitor.join();
    const picture = (await visitor.generate({ prompt: "=A lighthouse" })).headers.get("Location") ?? "";
    await expect.poll(async () => (await visitor.html("/history")).includes("<img")).toBe(true);
    await visitor.post(`${picture}/share`, { do: "make", prompt: "1" });
    const link = (await visitor.html(picture)).match(/\/s\/[\w-]{22}/)?.[0] ?? "";
    const id = picture.split("/").at(-1) ?? "";
    await visitor.post("/collections/members", { id, do: "collect", asked: "1", name: "Towers" });

    const form = new FormData();
    for (const [name, value] of [
      ["id", crypto.randomUUID()],
      ["prompt", ""],
    ] as const)
      form.set(name, value);
    form.set("picture", new File([PNG], "mine.png"));
    await visitor.request("/?index", { method: "POST", body: form, headers: { Origin: app.url.origin } });

    expect(await visitor.html("/account/export")).toContain('name="part" value="all"');
    const take = (part: string) => visitor.get(`/account/export/zip?part=${part}`);
    const answer = await take("all");
    expect([answer.status, answer.headers.get("Content-Type")]).toEqual([200, "application/zip"]);
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    const text = (name: string) => new TextDecoder().decode(files[name]);
    expect(Object.keys(files).sort()).toEqual([
      expect.stringMatching(/^\d{4}-.*lighthouse.*\.\w+$/),
      "account.json",
      expect.stringMatching(/^brought\/[\w-]+\.png$/),
      ...["collections.csv", "collections.json", "ledger.csv", "manifest.csv"],
      ...["manifest.json", "purchases.json", "shares.csv"],
    ]);
    expect(JSON.parse(text("account.json"))).toMatchObject({ email, sessions: [{ is_this: true }] });
    expect(text("shares.csv")).toContain(link);
    expect(text("collections.csv")).toContain(`Towers,${id},`);
    expect(text("ledger.csv").split("\r\n")).toHaveLength(4);
    expect(text("ledger.csv")).toMatch(/,generation,-1,\d+,Picture,/);
    expect(
      Object.values(files)
        .map((file) => new TextDecoder().decode(file))
        .join(),
    ).not.toMatch(/scrypt|password_hash/);
    expect(Object.keys(unzipSync(new Uint8Array(await (await take("lists")).arrayBuffer())))).toHaveLength(6);
    expect(Object.keys(unzipSync(new Uint8Array(await (await take("brought")).arrayBuffer())))).toEqual([
      expect.stringMatching(/^brought\//),
    ]);
    for (let time = 0; time < 7; time++) await (await take("lists")).arrayBuffer();
    expect((await take("lists")).headers.get("Location")).toBe("/account/export");
    expect(await visitor.html("/account/export")).toContain("too often for now");
    expect((await take("nothing")).status).toBe(303);

    const page = await visitor.html("/account/delete");
    for (const words of ["What goes", "What stays", "Sign in within 7 days"]) expect(page).toContain(words);
    expect((await visitor.post("/account/delete", {})).status).toBe(422);
    expect((await visitor.post("/account/delete", { current_password: "wrong" })).status).toBe(422);
    const other = new Visitor(app);
    await other.post("/login", { email, password: PASSWORD });
    expect((await new Visitor(app).get(link)).status).toBe(200);
    const gone = await visitor.post("/account/delete", { current_password: PASSWORD });
    expect([gone.status, gone.headers.get("Location")]).toEqual([303, "/"]);
    expect(gone.headers.get("Clear-Site-Data")).toContain("cache");
    expect(await visitor.html("/")).toContain("Your account ends on");
    for (const one of [visitor, other]) expect((await one.get("/account")).status).toBe(303);
    expect((await new Visitor(app).get(link)).status).toBe(404);
    expect(await new Visitor(app).html(app.outbox?.pathname ?? "")).toContain("Sign in and keep the account");

    await visitor.post("/login", { email, password: PASSWORD });
    expect(await visitor.html("/account")).toContain("Your account stays");
    expect((await new Visitor(app).get(link)).status).toBe(200);
  });
});
