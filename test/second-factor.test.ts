import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, startApp } from "./app";
import { codeAt, wrongCode } from "./authenticator";
import { Visitor } from "./visitor";

const PASSWORD = "correct horse";

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.stop());

type Protected = { visitor: Visitor; email: string; secret: string; codes: string[] };

const CODES = /<code>((?:[A-Z2-7]{4} ?){6})<\/code>/g;

/** Somebody who has set up a second factor, by the pages alone. */
async function someoneProtected(): Promise<Protected> {
  const visitor = new Visitor(app);
  const email = await visitor.join();
  const begun = await visitor.post("/account/factor", { current_password: PASSWORD });
  expect([begun.status, begun.headers.get("Location")]).toEqual([303, "/account/factor/set-up"]);
  const page = await visitor.html("/account/factor/set-up");
  const secret = page.match(/<code class="secret">([^<]+)</)?.[1] ?? "";
  const on = await visitor.post("/account/factor/set-up", { code: codeAt(secret) });
  const codes = [...(await on.text()).matchAll(CODES)].map(([, code = ""]) => code);
  await forgetLastCode(email);
  return { visitor, email, secret, codes };
}

/** Lets the same half minute's code be used once more: no test waits for the next. */
async function forgetLastCode(email: string): Promise<void> {
  await (await app.database())
    .prepare("UPDATE second_factors SET last_step = 0 WHERE user_id = (SELECT id FROM users WHERE email = ?)")
    .bind(email)
    .run();
}

/** Somebody whose password was right, and who is asked for a code. */
async function asked(email: string, { path = "/login", draft = "" } = {}): Promise<Visitor> {
  const visitor = new Visitor(app);
  await visitor.get("/login");
  const answer = await visitor.post(path, { email, password: PASSWORD, ...(draft && { draft }) });
  expect([answer.status, answer.headers.get("Location")]).toEqual([303, "/login/code"]);
  return visitor;
}

const isSignedIn = async (visitor: Visitor) => (await visitor.get("/history")).status === 200;
const sendCode = (visitor: Visitor, code: string) => visitor.post("/login/code", { code });
const whereTo = async (answer: Promise<Response>) => (await answer).headers.get("Location");

describe("setting up a second factor, without JavaScript", () => {
  test("asks the password, shows the secret once, and the codes once", async () => {
    const visitor = new Visitor(app);
    await visitor.join();
    expect(await visitor.html("/account")).toMatch(/<a href="\/account\/factor">Second factor<\/a>/);
    expect((await visitor.post("/account/factor", { current_password: "wrong" })).status).toBe(422);
    await visitor.post("/account/factor", { current_password: PASSWORD });
    const page = await visitor.get("/account/factor/set-up");
    expect(page.headers.get("Cache-Control")).toBe("no-store");
    const html = await page.text();
    expect(html).toMatch(/<svg class="qr"/);
    expect(html).toMatch(
      />Code<\/label>[\s\S]*inputMode="numeric" autoComplete="one-time-code"[\s\S]*Turn on/i,
    );
    const secret = html.match(/<code class="secret">((?:[A-Z2-7]{4} ?){8})</)?.[1] ?? "";
    const wrong = await visitor.post("/account/factor/set-up", { code: wrongCode(secret) });
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining(secret)]);

    const other = new Visitor(app);
    other.cookie = visitor.cookie;
    const on = await visitor.post("/account/factor/set-up", { code: codeAt(secret) });
    expect([on.status, on.headers.get("Cache-Control")]).toEqual([200, "no-store"]);
    const shown = await on.text();
    expect(shown.match(CODES)).toHaveLength(10);
    expect(await visitor.html("/account/factor/set-up")).not.toContain(secret);
    const after = await visitor.html("/account/factor");
    expect(after).toContain("10 recovery codes are left");
    expect(after).not.toMatch(/(?:[A-Z2-7]{4} ?){6}/);
  });

  test("new codes and turning off take the password and a code", async () => {
    const { visitor, email, secret, codes } = await someoneProtected();
    const change = (fields: Record<string, string>) => visitor.post("/account/factor", fields);
    const off = { do: "off", current_password: PASSWORD };
    expect((await change({ ...off, code: wrongCode(secret) })).status).toBe(422);
    expect((await change({ ...off, current_password: "wrong", code: codeAt(secret) })).status).toBe(422);
    expect((await change({ ...off, code: "" })).status).toBe(422);
    const fresh = await change({ ...off, do: "codes", code: codeAt(secret) });
    expect((await fresh.text()).match(CODES)).toHaveLength(10);
    expect((await change({ ...off, code: codes[0] ?? "" })).status).toBe(422);
    await forgetLastCode(email);
    expect(await whereTo(change({ ...off, code: codeAt(secret) }))).toBe("/account/factor");
    const guest = new Visitor(app);
    await guest.get("/login");
    expect(await whereTo(guest.post("/login", { email, password: PASSWORD }))).toBe("/");
  });
});

describe("signing in with a second factor", () => {
  test("is over only after the code, and leads where one was going, with what was typed", async () => {
    const { email, secret } = await someoneProtected();
    const visitor = await asked(email, { path: "/login?redirectTo=/credits" });
    expect(await isSignedIn(visitor)).toBe(false);
    expect(visitor.cookie).not.toMatch(/(^|; )(session|known)=/);
    const page = await visitor.get("/login/code");
    expect(page.headers.get("Cache-Control")).toBe("no-store");
    const html = await page.text();
    expect(html).toMatch(/>Code<\/label>[\s\S]*autoComplete="one-time-code"[\s\S]*Continue<\/button>/i);
    const wrong = await sendCode(visitor, wrongCode(secret));
    expect([wrong.status, await wrong.text()]).toEqual([
      422,
      expect.stringContaining("This code is not right"),
    ]);
    expect(await whereTo(sendCode(visitor, codeAt(secret)))).toBe("/credits");
    expect(await isSignedIn(visitor)).toBe(true);
    expect(await whereTo(visitor.get("/login/code"))).toBe("/login");

    await forgetLastCode(email);
    const typing = await asked(email, { draft: "prompt=A+castle+with+two+towers&ratio=1%3A1" });
    const to = await whereTo(sendCode(typing, codeAt(secret)));
    expect(await typing.html(to ?? "")).toContain("A castle with two towers");
  });

  test("of two who send one code at the same moment lets exactly one in", async () => {
    const { email, secret } = await someoneProtected();
    const both = [await asked(email), await asked(email)];
    const answers = await Promise.all(both.map((visitor) => sendCode(visitor, codeAt(secret))));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
    expect((await Promise.all(both.map(isSignedIn))).filter(Boolean)).toHaveLength(1);
  });

  test("takes five codes, then leads back to the password with what was typed", async () => {
    const { email, secret } = await someoneProtected();
    const visitor = await asked(email, { path: "/login?redirectTo=/credits", draft: "prompt=A+castle" });
    for (let tries = 0; tries < 5; tries++)
      expect((await sendCode(visitor, wrongCode(secret))).status).toBe(422);
    const sixth = await sendCode(visitor, codeAt(secret));
    expect(sixth.status).toBe(422);
    const html = await sixth.text();
    expect(html).toContain("Sign in again");
    expect(html).toMatch(
      /action="\/login\?redirectTo=%2Fcredits"[\s\S]*name="draft" value="prompt=A\+castle"/,
    );
    expect(await isSignedIn(visitor)).toBe(false);
    const again = await asked(email);
    expect((await sendCode(again, codeAt(secret))).status).toBe(303);
  });

  test("takes a recovery code in its place, says how many are left, and writes a mail", async () => {
    const { email, codes } = await someoneProtected();
    const visitor = await asked(email);
    expect(await visitor.html("/login/code?recovery")).toMatch(/>Recovery code<\/label>/);
    expect(await whereTo(sendCode(visitor, (codes[0] ?? "").toLowerCase()))).toBe("/");
    expect(await visitor.html("/")).toContain("9 are left");
    const outbox = await visitor.html(app.outbox?.pathname ?? "");
    expect(outbox).toContain("A recovery code of your Flux AI account was used");
    const other = await asked(email);
    expect((await sendCode(other, codes[0] ?? "")).status).toBe(422);
  });

  test("goes on being asked after the password was reset, and what waited for a code then is over", async () => {
    const { email, secret } = await someoneProtected();
    const waiting = await asked(email);
    const guest = new Visitor(app);
    await guest.post("/forgot", { email });
    const outbox = await guest.html(app.outbox?.pathname ?? "");
    const link = outbox.match(/href="(\/reset\/[^"]+)"/)?.[1] ?? "";
    expect(await whereTo(guest.post(link, { new_password: PASSWORD }))).toBe("/login");
    expect(await whereTo(sendCode(waiting, codeAt(secret)))).toBe("/login");
    const visitor = await asked(email);
    expect((await sendCode(visitor, codeAt(secret))).status).toBe(303);
  });

  test("is not held up by a stranger who knows the password, in a browser of one's own or with a recovery code", async () => {
    const { visitor, email, secret, codes } = await someoneProtected();
    const tries = async () => {
      const stranger = await asked(email);
      const statuses: number[] = [];
      for (let time = 0; time < 5; time++)
        statuses.push((await sendCode(stranger, wrongCode(secret))).status);
      return statuses;
    };
    expect([...(await tries()), ...(await tries())].every((status) => status === 422)).toBe(true);
    const stranger = await asked(email);
    const refused = await sendCode(stranger, codeAt(secret));
    expect([refused.status, refused.headers.get("Retry-After")]).toEqual([
      429,
      expect.stringMatching(/^\d+$/),
    ]);
    expect((await sendCode(stranger, codes[0] ?? "")).status).toBe(303);
    await visitor.post("/logout", {});
    expect(await whereTo(visitor.post("/login", { email, password: PASSWORD }))).toBe("/login/code");
    expect((await sendCode(visitor, codeAt(secret))).status).toBe(303);
    expect(app.lines.join("\n")).not.toContain(secret);
  });
});
