import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, startApp } from "./app";
import { Visitor } from "./visitor";

let app: App;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.stop());

const PASSWORD = "correct horse";

/** The fields of a form on a page that its visitor does not see. */
function hiddenIn(html: string, action: string): Record<string, string> {
  const form = html.match(new RegExp(`<form[^>]*action="${action}"[^>]*>.*?</form>`, "s"))?.[0] ?? "";
  const fields = [...form.matchAll(/<input type="hidden" name="(\w+)"(?: id="\w+")? value="([^"]*)"\/>/g)];
  return Object.fromEntries(fields.map(([, name, value = ""]) => [name, value.replaceAll("&amp;", "&")]));
}

async function aMember(): Promise<Visitor> {
  const visitor = new Visitor(app);
  await visitor.join();
  return visitor;
}

describe("F22: who is asked to sign in by a button comes back to a page, and nothing was done", () => {
  test.each([
    ["favorite", { favorite: "1" }, ""],
    ["cancel", {}, ""],
    ["share", { do: "make" }, ""],
    ["delete", {}, ""],
  ])("%s", async (verb, fields, back) => {
    const visitor = new Visitor(app);
    const email = await visitor.join();
    const page = (await visitor.generate()).headers.get("Location") ?? "";
    await visitor.post("/logout", {});
    const asked = (await visitor.post(`${page}/${verb}`, fields as Record<string, string>)).headers;
    await visitor.get(asked.get("Location") ?? "");
    const signedIn = await visitor.post(asked.get("Location") ?? "", { email, password: PASSWORD });
    expect(signedIn.headers.get("Location")).toBe(page + back);
    const html = await visitor.html(page);
    expect(html).toContain('name="favorite" value="1"');
    expect(html).toContain('name="do" value="make"');
  });

  test.each([
    ["/history/selection", { do: "favorite", back: "/history?q=sea" }, "/history?q=sea"],
    ["/history/selection", { do: "nonsense" }, "/history"],
    ["/downloads/zip", { do: "download", back: "/history?q=sea" }, "/history?q=sea"],
  ])("a selection sent to %s: %o", async (path, fields, back) => {
    const asked = await new Visitor(app).post(path, fields as Record<string, string>);
    expect(asked.headers.get("Location")).toBe(`/login?${new URLSearchParams({ redirectTo: back })}`);
  });

  test("a part of everything", async () => {
    const asked = await new Visitor(app).get("/downloads/zip?part=1-9");
    expect(asked.headers.get("Location")).toBe("/login?redirectTo=%2Fdownloads");
  });
});

describe("F21: what is typed before signing in", () => {
  const order = (fields: Record<string, string> = {}) => ({
    ...{ id: crypto.randomUUID(), model: "schnell", price: "1", ratio: "16:9", seed: "7" },
    ...fields,
  });

  test("goes through both forms, a wrong password and back into the order, in no address", async () => {
    const prompt = "😀&<é".repeat(250);
    const visitor = new Visitor(app);
    const first = await visitor.post("/?index", order({ prompt }));
    expect(first.status).toBe(200);
    const html = await first.text();
    expect(html).toContain("<h1>Create account and make it</h1>");
    const switched = await visitor.post("/login", hiddenIn(html, "/login"));
    const signingIn = await switched.text();
    expect(signingIn).toContain("<h1>Sign in</h1>");
    const fields = hiddenIn(signingIn, "/join");
    const failed = await visitor.post("/join", { ...fields, email: "x@example.com", password: "short" });
    expect(failed.status).toBe(422);
    const again = hiddenIn(await failed.text(), "/join");
    const email = `${crypto.randomUUID()}@example.com`;
    await new Visitor(app).join(email);
    const signedIn = await visitor.post("/login", { ...again, email, password: PASSWORD });
    expect([signedIn.status, signedIn.headers.get("Location")]).toEqual([303, "/?draft=kept"]);
    const filled = await visitor.html("/?draft=kept");
    const typed = filled.match(/<textarea[^>]*>([^<]*)<\/textarea>/)?.[1];
    expect(typed?.replaceAll("&lt;", "<").replaceAll("&amp;", "&")).toBe(prompt);
    expect(filled).toMatch(/name="seed"[^>]*value="7"/);
    expect(await (await aMember()).html("/?draft=kept")).toMatch(/<textarea[^>]*><\/textarea>/);
    expect(app.lines.join("\n")).not.toContain("%F0%9F");
  });

  test("is ordered by joining, in one form, at the price that was shown", async () => {
    const visitor = new Visitor(app);
    const sent = order({ prompt: "Joined for" });
    const html = await (await visitor.post("/?index", sent)).text();
    const email = `${crypto.randomUUID()}@example.com`;
    await visitor.get("/join");
    const fields = { ...hiddenIn(html, "/join"), email, password: PASSWORD };
    const joined = await visitor.post("/join", fields);
    expect([joined.status, joined.headers.get("Location")]).toEqual([303, `/generations/${sent.id}`]);
    expect((await visitor.get(`/generations/${sent.id}`)).status).toBe(200);
  });

  test("is judged before anybody is asked to sign in", async () => {
    const answer = await new Visitor(app).post("/?index", order({ prompt: "" }));
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain("Enter a prompt");
    const long = await new Visitor(app).post("/?index", order({ prompt: "x".repeat(5_000) }));
    expect([long.status, await long.text()]).toEqual([422, expect.stringContaining("x".repeat(5_000))]);
  });

  test("a picture cannot be brought: a link stands in the field's place", async () => {
    const html = await new Visitor(app).html("/?model=kontext");
    expect(html).not.toContain('type="file"');
    expect(html).toContain('href="/join?redirectTo=%2F%3Fmodel%3Dkontext"');
    expect(await (await aMember()).html("/?model=kontext")).toContain('type="file"');
  });

  test.each([
    ["as a file", "picture"],
    ["by the name of an upload", "input"],
    ["by the name of a picture", "source"],
  ])("a picture that is sent %s comes to nothing, and the words come back", async (_, name) => {
    const form = new FormData();
    for (const [key, value] of Object.entries(
      order({ model: "kontext", price: "13", prompt: "Kept words", ratio: "1:1" }),
    ))
      form.append(key, value);
    if (name === "picture") form.append(name, new File([new Uint8Array(100)], "mine.png"));
    else form.append(name, crypto.randomUUID());
    const init = { method: "POST", headers: { Origin: app.url.origin }, body: form };
    const answer = await new Visitor(app).request("/?index", init);
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain("Sign in before you add a picture.");
    expect(html).toContain(">Kept words</textarea>");
  });
});

describe("F23: a session that is used goes on, and ends", () => {
  const DAY = 24 * 60 * 60 * 1000;
  const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString();

  async function aged(created: number, seen: number): Promise<Visitor> {
    const visitor = new Visitor(app);
    const email = await visitor.join();
    const d1 = await app.database();
    await d1
      .prepare(
        "UPDATE sessions SET created_at = ?, last_seen_at = ? WHERE user_id = (SELECT id FROM users WHERE email = ?)",
      )
      .bind(ago(created), ago(seen), email)
      .run();
    return visitor;
  }
  const renewal = (answer: Response) =>
    answer.headers.getSetCookie().find((cookie) => cookie.startsWith("session="));

  test("row and cookie move together, once a day", async () => {
    const visitor = await aged(20, 2);
    const answer = await visitor.get("/history");
    expect(renewal(answer)).toMatch(/^session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(renewal(await visitor.get("/history"))).toBeUndefined();
    expect((await visitor.get("/history")).status).toBe(200);
  });

  test("never beyond ninety days from the beginning", async () => {
    const visitor = await aged(85, 2);
    const seconds = Number(renewal(await visitor.get("/"))?.match(/Max-Age=(\d+)/)?.[1]);
    expect(Math.abs(seconds - 5 * 86_400)).toBeLessThan(60);
    const old = await aged(91, 0);
    expect((await old.get("/history")).headers.get("Location")).toContain("/login?");
  });

  test("who signs out stays out, even on the day of a renewal", async () => {
    const visitor = await aged(20, 2);
    const copy = visitor.cookie;
    await visitor.post("/logout", {});
    expect(visitor.cookie).not.toContain("session=");
    visitor.cookie = copy;
    expect((await visitor.get("/history")).headers.get("Location")).toContain("/login?");
  });
});

describe("F24: a browser that keeps no cookie", () => {
  test("is told so after signing in, without scripts", async () => {
    const send = (path: string, init: RequestInit = {}) =>
      fetch(new URL(path, app.url), { ...init, redirect: "manual" });
    const body = new URLSearchParams({ email: `${crypto.randomUUID()}@example.com`, password: PASSWORD });
    const joined = await send("/join?redirectTo=%2Fcredits", {
      method: "POST",
      headers: { Origin: app.url.origin },
      body,
    });
    expect(joined.status).toBe(303);
    const next = await send(joined.headers.get("Location") ?? "");
    expect(await next.text()).toContain("this browser did not keep the cookie");
    expect(await (await send("/login")).text()).not.toContain("did not keep the cookie");
  });

  test("one that does is sent on to the page, and hears nothing of it", async () => {
    const visitor = new Visitor(app);
    const joined = await visitor.post("/join?redirectTo=%2Fcredits", {
      ...{ email: `${crypto.randomUUID()}@example.com`, password: PASSWORD },
    });
    const next = await visitor.get(joined.headers.get("Location") ?? "");
    expect(next.headers.get("Location")).toBe("/credits");
  });
});

describe("F25: posts of which nothing says where they come from", () => {
  /** Posts as a proxy does that strips both headers; Node's own fetch adds one of them. */
  function post(path: string, fields: Record<string, string>, cookie: string, multipart = false) {
    const form = new Response(multipart ? asForm(fields) : new URLSearchParams(fields));
    return new Promise<{ status: number; location: string | undefined; html: string }>((resolve, reject) => {
      const headers = { "Content-Type": form.headers.get("Content-Type") ?? "", Cookie: cookie };
      const request = httpRequest(new URL(path, app.url), { method: "POST", headers }, (response) => {
        let html = "";
        response.setEncoding("utf8");
        response.on("data", (text) => {
          html += text;
        });
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, location: response.headers.location, html }),
        );
      });
      request.on("error", reject);
      form.arrayBuffer().then((bytes) => request.end(Buffer.from(bytes)));
    });
  }
  const asForm = (fields: Record<string, string>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    return form;
  };
  const orderIn = async (visitor: Visitor) => hiddenIn(await visitor.html("/"), "/\\?index");

  test.each([false, true])("pass with the token of the session (multipart: %s)", async (multipart) => {
    const visitor = await aMember();
    const fields = { ...(await orderIn(visitor)), prompt: "A silent form", ratio: "1:1" };
    expect(fields).toHaveProperty("form_token");
    const answer = await post("/?index", fields, visitor.cookie, multipart);
    expect([answer.status, answer.location]).toEqual([303, expect.stringContaining("/generations/")]);
  });

  test("are refused without it, with another's, and without a cookie; the words come back", async () => {
    const [visitor, other] = [await aMember(), await aMember()];
    const fields = { ...(await orderIn(visitor)), prompt: "Words <kept>", ratio: "1:1" };
    const { form_token, ...without } = fields as Record<string, string>;
    const stolen = (await orderIn(other)).form_token ?? "";
    for (const [sent, cookie] of [
      [without, visitor.cookie],
      [{ ...without, form_token: stolen }, visitor.cookie],
      [{ ...without, form_token: "" }, visitor.cookie],
      [fields, ""],
    ] as [Record<string, string>, string][]) {
      const answer = await post("/?index", sent, cookie);
      expect(answer.status).toBe(403);
      expect(answer.html).toContain("Words &lt;kept&gt;</textarea>");
    }
    expect(await visitor.balance()).toBe(10);
  });

  test("a token does not help a form that says that it is from elsewhere", async () => {
    const visitor = await aMember();
    const fields = { ...(await orderIn(visitor)), prompt: "Elsewhere", ratio: "1:1" };
    for (const headers of <Record<string, string>[]>[
      { Origin: "https://evil.test" },
      { "Sec-Fetch-Site": "cross-site" },
      { Origin: "null" },
    ]) {
      const answer = await visitor.post("/?index", fields, headers);
      expect(answer.status).toBe(403);
      // What another site wrote is not shown here.
      expect(await answer.text()).not.toContain("Elsewhere</textarea>");
    }
  });

  test("people can join and sign in by the token of the form's own page", async () => {
    const visitor = new Visitor(app);
    const fields = hiddenIn(await visitor.html("/join"), "/join");
    const joining = { ...fields, email: `${crypto.randomUUID()}@example.com`, password: PASSWORD };
    expect((await post("/join", joining, "")).status).toBe(403);
    expect((await post("/join", joining, visitor.cookie)).status).toBe(303);
  });
});
