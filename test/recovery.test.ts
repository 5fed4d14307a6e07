import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { guessesAt } from "../app/accounts/sign-in-budgets.server";
import type { Settings } from "../app/platform/settings.server";
import { type App, startApp } from "./app";
import { type MailServer, pathIn, startMailServer } from "./mail-server";
import { expectAlike } from "./timing";
import { Visitor } from "./visitor";

const PASSWORD = "correct horse";
const OTHER = "a better staple";

let app: App;
let server: MailServer;

beforeAll(async () => {
  server = await startMailServer();
  app = await startApp({
    SMTP_URL: `smtp://localhost:${server.port}`,
    ...{ MAIL_FROM: "hello@flux.example", PUBLIC_ORIGIN: "http://flux.example" },
  });
});
afterAll(async () => {
  await app?.stop();
  await server?.stop();
});

/** Somebody whose account is there already, as of a time when no mail could be sent. */
async function aMember(): Promise<{ visitor: Visitor; email: string }> {
  const email = `member-${crypto.randomUUID()}@example.com`;
  await account(email);
  const visitor = new Visitor(app);
  expect((await visitor.post("/login", { email, password: PASSWORD })).status).toBe(303);
  return { visitor, email };
}

let hash: Promise<string> | undefined;
async function account(email: string): Promise<void> {
  hash ??= import("../app/accounts/passwords/passwords.server").then(({ hashPassword }) =>
    hashPassword(PASSWORD),
  );
  await (await app.database())
    .prepare(
      "INSERT INTO users (id, email, password_hash, created_at, updated_at) VALUES (?, ?, ?, '2026', '2026')",
    )
    .bind(crypto.randomUUID(), email, await hash)
    .run();
}

/** The newest mail to an address. It leaves a moment after the answer, or at once by a sweep, which most tests need not wait for. */
async function mailTo(address: string, subject: RegExp, count = 1, sweeps = true) {
  if (sweeps) await app.sweep();
  const found = () => server.to(address).filter((mail) => subject.test(mail.subject ?? ""));
  await expect.poll(found).toHaveLength(count);
  return found().at(-1);
}

const canSignIn = async (email: string, password: string) =>
  (await new Visitor(app).post("/login", { email, password })).status === 303;
const isSignedIn = async (visitor: Visitor) => (await visitor.get("/history")).status === 200;

async function resetLink(email: string): Promise<string> {
  const asked = await new Visitor(app).post("/forgot", { email });
  expect(asked.status).toBe(303);
  return pathIn(await mailTo(email, /new password/));
}

describe("who forgot their password", () => {
  test("goes from the sign-in page by a mail to a new password, and everybody else is signed out", async () => {
    const { visitor, email } = await aMember();
    const guest = new Visitor(app);
    expect(await guest.html("/login")).toMatch(/<a href="\/forgot">Forgot your password\?<\/a>/);
    expect(await guest.html("/forgot")).toContain("Send the link</button>");
    const asked = await guest.post("/forgot", { email: email.toUpperCase() });
    expect(await guest.html(asked.headers.get("Location") ?? "")).toContain("Look into your mail");
    const link = pathIn(await mailTo(email, /new password/));
    expect(link).toMatch(/^\/reset\/[\w-]{22}\.[\w-]{43}$/);

    const page = await guest.get(link);
    expect([page.status, page.headers.get("Cache-Control"), page.headers.get("Referrer-Policy")]).toEqual([
      ...[200, "no-store", "strict-origin"],
    ]);
    expect(await page.text()).toMatch(/New password<\/label>[\s\S]*Change password<\/button>/);
    // Programs that read mails open links, with any method that changes nothing.
    await guest.request(link, { method: "HEAD" });
    expect(await canSignIn(email, PASSWORD)).toBe(true);

    expect((await guest.post(link, { new_password: "password" })).status).toBe(422);
    const done = await guest.post(link, { new_password: OTHER });
    expect([done.status, done.headers.get("Location")]).toEqual([303, "/login"]);
    expect(await guest.html("/login")).toContain("Your password was changed.");
    expect(await isSignedIn(guest)).toBe(false);
    expect(await isSignedIn(visitor)).toBe(false);
    expect([await canSignIn(email, PASSWORD), await canSignIn(email, OTHER)]).toEqual([false, true]);
    const told = await mailTo(email, /was changed/);
    expect(pathIn(told)).toBe("/forgot");

    const again = await guest.get(link);
    expect([again.status, await again.text()]).toEqual([
      410,
      expect.stringContaining("does not work any more"),
    ]);
    expect(app.lines.join("\n")).not.toMatch(/\/reset\/[\w-]{22}/);
  });

  test("signs in where they chose the new one, while strangers without end try theirs", async () => {
    const { email } = await aMember();
    const guest = new Visitor(app);
    await guest.post("/forgot", { email });
    const link = pathIn(await mailTo(email, /new password/));
    const { key } = guessesAt({ settings: { SESSION_SECRETS: ["of-the-tests"] } as Settings }, email);
    const d1 = await app.database();
    const until = Date.now() + 24 * 3_600_000;
    await d1.prepare("INSERT OR REPLACE INTO budgets VALUES (?, ?)").bind(key, until).run();
    expect((await guest.post("/login", { email, password: PASSWORD })).status).toBe(429);
    await guest.post(link, { new_password: OTHER });
    expect((await new Visitor(app).post("/login", { email, password: OTHER })).status).toBe(429);
    expect((await guest.post("/login", { email, password: OTHER })).status).toBe(303);
  });

  test("in Chinese, too", async () => {
    const { email } = await aMember();
    const guest = new Visitor(app);
    await guest.post("/forgot", { email }, { "Accept-Language": "zh-CN" });
    const mail = await mailTo(email, /重设/, 1, false);
    expect(mail?.text).toContain("30 分钟内有效");
    expect(await guest.html(`${pathIn(mail)}?lang=zh-Hans`)).toContain("更改密码</button>");
  });

  test("of five at once with one link exactly one changes it", async () => {
    const { email } = await aMember();
    const link = await resetLink(email);
    const passwords = Array.from({ length: 5 }, (_, index) => `parallel number ${index}`);
    const answers = await Promise.all(
      passwords.map((new_password) => new Visitor(app).post(link, { new_password })),
    );
    const done = answers.map((answer) => answer.headers.get("Location") === "/login");
    expect(done.filter(Boolean)).toHaveLength(1);
    for (const [index, password] of passwords.entries())
      expect(await canSignIn(email, password)).toBe(done[index]);
    await mailTo(email, /was changed/);
  });

  test("finds a link changed, of another use, or of another secret to be none; nor is one after its time", async () => {
    const { email } = await aMember();
    const link = await resetLink(email);
    const [id, signature = ""] = link.split("/")[2]?.split(".") ?? [];
    const flipped = signature.replace(/^./, (first) => (first === "A" ? "B" : "A"));
    for (const path of [
      `/reset/${id}.${flipped}`,
      `/reset/${id}`,
      `/undo/${id}.${signature}`,
      `/confirm/${id}.${signature}`,
    ])
      expect((await new Visitor(app).get(path)).status).toBe(410);
    const d1 = await app.database();
    const kept = await d1.prepare("SELECT * FROM tokens WHERE id = ?").bind(id).first();
    expect(JSON.stringify(kept)).not.toContain(signature);
    await d1.prepare("UPDATE tokens SET expires_at = '2026-01-01' WHERE id = ?").bind(id).run();
    expect((await new Visitor(app).get(link)).status).toBe(410);
    await new Visitor(app).post(link, { new_password: OTHER });
    expect(await canSignIn(email, OTHER)).toBe(false);
  });

  test("using one of two links ends the other; and three mails an hour are as many as anybody gets", async () => {
    const { email } = await aMember();
    const first = await resetLink(email);
    for (let more = 0; more < 4; more++) await new Visitor(app).post("/forgot", { email });
    const last = pathIn(await mailTo(email, /new password/, 3));
    await new Visitor(app).post(last, { new_password: OTHER });
    expect((await new Visitor(app).get(first)).status).toBe(410);
    expect(server.to(email).filter(({ subject }) => /new password/.test(subject ?? ""))).toHaveLength(3);
  });

  test("is answered alike, in words and in time, whether there is an account or not", async () => {
    const members = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const email = `timed-${crypto.randomUUID()}@example.com`;
        await account(email);
        return email;
      }),
    );
    const strangers = members.map((_, index) => `nobody-${index}-${crypto.randomUUID()}@example.com`);
    const times = new Map<string[], number[]>([
      [members, []],
      [strangers, []],
    ]);
    for (let turn = 0; turn < members.length; turn++)
      for (const [group, ms] of times) {
        const from = performance.now();
        const answer = await new Visitor(app).post("/forgot", { email: group[turn] ?? "" });
        ms.push(performance.now() - from);
        expect([answer.status, answer.headers.get("Location"), await answer.text()]).toEqual([
          303,
          "/forgot?sent",
          "",
        ]);
      }
    expectAlike(times.get(members) ?? [], times.get(strangers) ?? []);
  });
});

test("who signs in with a wrong password is answered alike whether there is an account or not, in words and in time", async () => {
  const [known, unknown] = [[], []] as [number[], number[]];
  for (let turn = 0; turn < 10; turn++) {
    const email = `guessed-${crypto.randomUUID()}@example.com`;
    await account(email);
    const answers: string[] = [];
    for (const [times, address] of [
      [known, email],
      [unknown, `nobody-${email}`],
    ] as const) {
      const from = performance.now();
      const answer = await new Visitor(app).post("/login", { email: address, password: "wrong" });
      times.push(performance.now() - from);
      const main = (await answer.text()).match(/<main[\s\S]*<\/main>/)?.[0] ?? "";
      answers.push(
        `${answer.status} ${main.replaceAll(address, "").replace(/name="token" value="[^"]*"/g, "")}`,
      );
    }
    expect(answers[0]).toContain("The e-mail address or the password is not right.");
    expect(answers[0]?.length).toBe(answers[1]?.length);
  }
  expectAlike(known, unknown);
});

describe("who is signed in", () => {
  test("changes the password with the one they have; their other sessions end, this one does not", async () => {
    const { visitor, email } = await aMember();
    const other = new Visitor(app);
    await other.post("/login", { email, password: PASSWORD });
    expect(await visitor.html("/account")).toContain('href="/account/password"');
    const wrong = await visitor.post("/account/password", { current_password: "wrong", new_password: OTHER });
    expect([wrong.status, await wrong.text()]).toEqual([
      422,
      expect.stringContaining("This is not your password."),
    ]);
    const done = await visitor.post("/account/password", { current_password: PASSWORD, new_password: OTHER });
    expect(done.headers.get("Location")).toBe("/account");
    expect([await isSignedIn(visitor), await isSignedIn(other)]).toEqual([true, false]);
    expect([await canSignIn(email, PASSWORD), await canSignIn(email, OTHER)]).toEqual([false, true]);
    await mailTo(email, /was changed/);
  });

  test.each([
    ["Password1", "one of those that everybody tries first"],
    ["QWERTYUIOP", "one of those that everybody tries first"],
    ["Flux-AI-2026", "name of this site"],
    ["fluxflux", "name of this site"],
  ])("does not get the password %s", async (new_password, why) => {
    const { visitor } = await aMember();
    const answer = await visitor.post("/account/password", { current_password: PASSWORD, new_password });
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(why)]);
  });

  test("moves to a new address by a link that goes there, and back from the old one", async () => {
    const { visitor, email } = await aMember();
    const thief = new Visitor(app);
    await thief.post("/login", { email, password: PASSWORD });
    const next = `next-${crypto.randomUUID()}@example.com`;
    const without = await thief.post("/account/email", { email: next, current_password: "wrong" });
    expect(without.status).toBe(422);
    await thief.post("/account/email", { email: next, current_password: PASSWORD });
    const link = pathIn(await mailTo(next, /new address/));
    const page = await thief.html(link);
    expect(page).toContain("Confirm this address</button>");
    expect(await canSignIn(email, PASSWORD)).toBe(true);
    expect((await thief.post(link, {})).headers.get("Location")).toBe("/account");
    expect([await canSignIn(email, PASSWORD), await canSignIn(next, PASSWORD)]).toEqual([false, true]);
    expect([await isSignedIn(thief), await isSignedIn(visitor)]).toEqual([true, false]);

    // Nobody can settle at the old address before its owner has come back.
    const settler = await aMember();
    await settler.visitor.post("/account/email", { email, current_password: PASSWORD });
    const undo = pathIn(await mailTo(email, /has a new address/));
    const owner = new Visitor(app);
    expect(await owner.html(undo)).toContain("Take the account back</button>");
    expect((await owner.post(undo, {})).headers.get("Location")).toBe("/login");
    expect(await isSignedIn(thief)).toBe(false);
    expect([await canSignIn(next, PASSWORD), await canSignIn(email, PASSWORD)]).toEqual([false, false]);
    const reset = pathIn(await mailTo(email, /new password/));
    await owner.post(reset, { new_password: OTHER });
    expect(await canSignIn(email, OTHER)).toBe(true);
    expect((await owner.get(undo)).status).toBe(410);
    expect(server.to(email).filter(({ subject }) => /new address for/.test(subject ?? ""))).toHaveLength(0);
  });

  test("does not hear who has an account: that one does, by mail", async () => {
    const [one, other] = [await aMember(), await aMember()];
    const answer = await one.visitor.post("/account/email", {
      ...{ email: other.email, current_password: PASSWORD },
    });
    expect(answer.headers.get("Location")).toBe("/account/email?sent");
    expect(pathIn(await mailTo(other.email, /already/))).toBe("/login");
    expect([await canSignIn(one.email, PASSWORD), await canSignIn(other.email, PASSWORD)]).toEqual([
      true,
      true,
    ]);
  });
});

test("a link in a mail leads where the app is said to be, whatever a request calls it", async () => {
  const { email } = await aMember();
  await new Visitor(app).post("/forgot", { email }, { "X-Forwarded-Host": "evil.test", Host: "localhost" });
  const mail = await mailTo(email, /new password/);
  expect(mail?.text).toContain("http://flux.example/reset/");
  expect(mail?.raw).not.toContain("evil");
});
