import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, startApp } from "./app";
import { type MailServer, pathIn, startMailServer } from "./mail-server";
import { expectAlike } from "./timing";
import { Visitor } from "./visitor";

const PASSWORD = "correct horse";

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

const anAddress = () => `new-${crypto.randomUUID()}@example.com`;

async function join(email: string, more: Record<string, string> = {}) {
  const visitor = new Visitor(app);
  const answer = await visitor.post("/join", { email, password: PASSWORD, ...more });
  expect([answer.status, answer.headers.get("Location")]).toEqual([303, "/join?sent"]);
  return visitor;
}

async function mailTo(address: string, subject: RegExp, count = 1) {
  await app.sweep();
  const found = () => server.to(address).filter((mail) => subject.test(mail.subject ?? ""));
  await expect.poll(found).toHaveLength(count);
  return found().at(-1);
}

async function signedIn(email: string, password = PASSWORD) {
  const visitor = new Visitor(app);
  const answer = await visitor.post("/login", { email, password });
  return { visitor, answer };
}

describe("where mails leave, an address is proved before there are credits", () => {
  test("by the button behind the mail's link, and by nothing that only looks at it", async () => {
    const email = anAddress();
    const guest = await join(email);
    expect(await guest.html("/join?sent")).toContain("Look into your mail");
    expect((await guest.get("/history")).status).toBe(303);
    const link = pathIn(await mailTo(email, /Confirm your address/));

    const { visitor, answer } = await signedIn(email);
    expect(answer.headers.get("Location")).toContain("account");
    const account = await visitor.html("/account");
    expect(account).toContain("is not confirmed yet");
    expect(await visitor.balance()).toBe(0);
    const missing = "Free credits come only when it is.";
    expect(await visitor.html("/credits")).toContain(missing);
    const refused = await visitor.generate();
    expect(refused.status).toBe(402);
    expect(await refused.text()).toContain(missing);
    await guest.request(link, { method: "HEAD" });
    expect(await guest.html(link)).toContain("Confirm this address</button>");
    expect(await visitor.balance()).toBe(0);

    expect((await guest.post(link, {})).headers.get("Location")).toBe("/login");
    expect(await visitor.balance()).toBe(10);
    expect(await visitor.html("/account")).not.toContain("is not confirmed yet");
    expect(await visitor.html("/credits")).not.toContain(missing);
    expect((await guest.get("/history")).status).toBe(303);
    expect((await guest.get(link)).status).toBe(410);
  });

  test("exactly once, however many confirm at the same moment", async () => {
    const email = anAddress();
    const joiner = await join(email);
    const link = pathIn(await mailTo(email, /Confirm your address/));
    const answers = await Promise.all(Array.from({ length: 8 }, () => joiner.post(link, {})));
    expect(answers.filter(({ headers }) => headers.get("Location") === "/login")).toHaveLength(1);
    expect(await (await signedIn(email)).visitor.balance()).toBe(10);
  });

  test("once for a mailbox, whatever is written behind a plus", async () => {
    const [first, second] = [anAddress(), anAddress()].map((email, _, all) => [
      all[0],
      all[0]?.replace("@", "+again@"),
      email,
    ])[0] as [string, string];
    for (const email of [first, second]) {
      const joiner = await join(email);
      await joiner.post(pathIn(await mailTo(email, /Confirm your address/)), {});
    }
    expect(await (await signedIn(first)).visitor.balance()).toBe(10);
    expect(await (await signedIn(second)).visitor.balance()).toBe(0);
  });

  test("and what was typed before waits until then, one press away", async () => {
    const email = anAddress();
    await join(email, {
      draft: new URLSearchParams({ prompt: "A kept lighthouse", ratio: "16:9" }).toString(),
    });
    const link = pathIn(await mailTo(email, /Confirm your address/));
    const elsewhere = new Visitor(app);
    const choose = (await elsewhere.post(link, {})).headers.get("Location") ?? "";
    expect(choose).toMatch(/^\/reset\/[\w-]{22}\.[\w-]{43}\?redirectTo=%2F%3Fdraft%3Dkept$/);
    const to = (await elsewhere.post(choose, { new_password: PASSWORD })).headers.get("Location") ?? "";
    expect(to).toBe("/login?redirectTo=%2F%3Fdraft%3Dkept");
    await elsewhere.get(to);
    await elsewhere.post(to, { email, password: PASSWORD });
    expect(await elsewhere.html("/?draft=kept")).toContain(">A kept lighthouse</textarea>");
  });

  test("S9: a known address is answered alike, and its owner hears of it", async () => {
    const email = anAddress();
    const joiner = await join(email);
    await joiner.post(pathIn(await mailTo(email, /Confirm your address/)), {});
    await join(email.toUpperCase(), { password: "a stranger's own" });
    expect(pathIn(await mailTo(email, /already/))).toBe("/login");
    expect((await signedIn(email, "a stranger's own")).answer.status).toBe(422);
    expect((await signedIn(email)).answer.status).toBe(303);
  });

  test("who joins again before that is sent the same link again, three times an hour at most", async () => {
    const email = anAddress();
    for (let more = 0; more < 5; more++) await join(email);
    const mail = await mailTo(email, /Confirm your address/, 3);
    const links = server.to(email).map(pathIn);
    expect(new Set(links)).toEqual(new Set([pathIn(mail)]));
  });

  test("known and unknown addresses take as long", async () => {
    const known = anAddress();
    await join(known);
    const [ofKnown, ofUnknown] = [[], []] as [number[], number[]];
    for (let turn = 0; turn < 8; turn++)
      for (const [ms, email] of [
        [ofKnown, known],
        [ofUnknown, anAddress()],
      ] as const) {
        const from = performance.now();
        await join(email);
        ms.push(performance.now() - from);
      }
    expectAlike(ofKnown, ofUnknown);
  });
});

describe("S9: whoever joined first with a stranger's address keeps no key to it", () => {
  const STRANGERS = "the stranger's own";
  /** A stranger joins with somebody's address, and signs in. */
  async function squatted() {
    const email = anAddress();
    const stranger = await join(email, { password: STRANGERS });
    await stranger.post("/login", { email, password: STRANGERS });
    expect((await stranger.get("/history")).status).toBe(200);
    return { email, stranger };
  }
  const isOut = async (email: string, stranger: Visitor) => {
    expect((await stranger.get("/history")).status).toBe(303);
    expect((await signedIn(email, STRANGERS)).answer.status).toBe(422);
  };

  test("when the owner presses the mail's button, or joins as well and then presses it", async () => {
    for (const joinsToo of [false, true]) {
      const { email, stranger } = await squatted();
      const owner = joinsToo ? await join(email, { password: PASSWORD }) : new Visitor(app);
      const link = pathIn(await mailTo(email, /Confirm your address/, joinsToo ? 2 : 1));
      const page = await owner.html(link);
      expect(page).toContain("not made in this browser");
      expect(page).toContain("Confirm this address</button>");
      const choose = (await owner.post(link, {})).headers.get("Location") ?? "";
      await isOut(email, stranger);
      // The stranger's browser made the account, and does not get back in by asking again.
      await stranger.post(link, {});
      expect((await owner.get(link)).status).toBe(410);
      expect(await owner.html(choose)).toContain("Choose a new password");
      expect((await owner.post(choose, { new_password: PASSWORD })).headers.get("Location")).toBe("/login");
      expect(await (await signedIn(email)).visitor.balance()).toBe(10);
    }
  });

  test("when the owner asks for a new password, which proves the address as well", async () => {
    const { email, stranger } = await squatted();
    const owner = new Visitor(app);
    await owner.post("/forgot", { email });
    const link = pathIn(await mailTo(email, /new password/));
    await owner.post(link, { new_password: PASSWORD });
    await isOut(email, stranger);
    const { visitor } = await signedIn(email);
    expect(await visitor.html("/account")).not.toContain("is not confirmed yet");
    expect(await visitor.balance()).toBe(10);
  });

  test("nor when a stranger's account wants to move to it: who is not signed in there moves nothing", async () => {
    const [own, email] = [anAddress(), anAddress()];
    const stranger = await join(own, { password: STRANGERS });
    await stranger.post(pathIn(await mailTo(own, /Confirm your address/)), {});
    await stranger.post("/login", { email: own, password: STRANGERS });
    await stranger.post("/account/email", { email, current_password: STRANGERS });
    const link = pathIn(await mailTo(email, /new address/));
    const owner = new Visitor(app);
    expect(await owner.html(link)).not.toContain('<button type="submit" class="primary"');
    expect((await owner.post(link, {})).headers.get("Location")).toBe(link);
    expect((await signedIn(email, STRANGERS)).answer.status).toBe(422);
    expect((await stranger.post(link, {})).headers.get("Location")).toBe("/account");
  });
});

describe("with time", () => {
  test("a newcomer who confirms nothing ends after a day, and the address is free", async () => {
    const [email, busy] = [anAddress(), anAddress()];
    await Promise.all([join(email), join(busy)]);
    const { visitor } = await signedIn(email);
    const d1 = await app.database();
    await d1
      .prepare(
        "INSERT INTO credit_entries (id, user_id, kind, amount, balance_after, created_at) SELECT ?, id, 'grant', 1, 1, '2026' FROM users WHERE email = ?",
      )
      .bind(crypto.randomUUID(), busy)
      .run();
    await d1.prepare("UPDATE users SET credits = 1 WHERE email = ?").bind(busy).run();
    await app.sweep();
    expect((await visitor.get("/history")).status).toBe(200);
    await d1.prepare("UPDATE newcomers SET ends_at = '2026-01-01'").run();
    await app.sweep();
    expect((await visitor.get("/history")).status).toBe(303);
    const left = await d1.prepare("SELECT email FROM users WHERE email IN (?, ?)").bind(email, busy).all();
    expect(left.results).toEqual([]);
    await join(email);
    await mailTo(email, /Confirm your address/, 2);
  });

  test("who joined while no mail left keeps account and credits, is asked, and never ends", async () => {
    const email = anAddress();
    const { hashPassword } = await import("../app/accounts/passwords/passwords.server");
    const d1 = await app.database();
    const id = crypto.randomUUID();
    await d1.batch([
      d1
        .prepare(
          "INSERT INTO users (id, email, password_hash, credits, created_at, updated_at) VALUES (?, ?, ?, 10, '2025', '2025')",
        )
        .bind(id, email, await hashPassword(PASSWORD)),
      d1
        .prepare(
          "INSERT INTO credit_entries (id, user_id, kind, amount, balance_after, reference, created_at) VALUES (?, ?, 'welcome', 10, 10, ?, '2025')",
        )
        .bind(id, id, `welcome:${id}`),
    ]);
    const { visitor } = await signedIn(email);
    expect(await visitor.html("/account")).toContain("is not confirmed yet");
    expect((await visitor.post("/account/confirm", {})).status).toBe(303);
    const link = pathIn(await mailTo(email, /Confirm your address/));
    await visitor.post(link, {});
    expect(await visitor.html("/account")).not.toContain("is not confirmed yet");
    expect(await visitor.balance()).toBe(10);
    await app.audit();
    expect(app.lines.join("\n")).not.toContain("invariant_broken");
  });
});
