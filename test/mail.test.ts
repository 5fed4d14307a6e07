import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type App, startApp } from "./app";
import { type MailServer, startMailServer } from "./mail-server";
import { Visitor } from "./visitor";

const FROM = "Räucher & Söhne <hello@flux.example>";
const ORIGIN = "http://flux.example";

/** Puts a mail of somebody's into the outbox, as an app of some time ago did. */
async function write(
  app: App,
  { kind = "password_changed", email = "", language = "en", hoursAgo = 0 } = {},
): Promise<string> {
  const d1 = await app.database();
  const id = crypto.randomUUID();
  const user = `u-${id}`;
  const address = email || `${id}@example.com`;
  const at = new Date(Date.now() - hoursAgo * 3_600_000).toISOString();
  await d1.batch([
    d1
      .prepare(
        "INSERT INTO users (id, email, password_hash, created_at, updated_at) VALUES (?, ?, '-', ?, ?)",
      )
      .bind(user, address, at, at),
    d1
      .prepare(
        "INSERT INTO mails (id, kind, user_id, email, language, due_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
      )
      .bind(id, kind, user, address, language, at, at),
  ]);
  return id;
}

async function rowOf(app: App, id: string) {
  return (await app.database())
    .prepare("SELECT * FROM mails WHERE id = ?")
    .bind(id)
    .first<{ attempts: number; due_at: string; sent_at: string | null }>();
}

async function makeDue(app: App, id: string): Promise<void> {
  await (await app.database()).prepare("UPDATE mails SET due_at = created_at WHERE id = ?").bind(id).run();
}

/** What the log says of a mail. It is another process, whose lines come a moment after what they say. */
async function eventsOf(app: App, id: string, count = 1) {
  const lines = () => app.lines.filter((line) => line.includes(id));
  await expect.poll(() => lines().length).toBeGreaterThanOrEqual(count);
  return lines().map((line) => JSON.parse(line));
}

const settings = (server: { port: number }, scheme = "smtp", login = "") => ({
  SMTP_URL: `${scheme}://${login}localhost:${server.port}`,
  ...{ MAIL_FROM: FROM, PUBLIC_ORIGIN: ORIGIN },
});

describe("mails by SMTP", () => {
  let app: App;
  let server: MailServer;

  beforeAll(async () => {
    server = await startMailServer({ password: "p:a@s/s wörd".normalize(), hasStartTls: true });
    app = await startApp(
      settings(
        server,
        "smtp",
        `${encodeURIComponent("us:er@example.com")}:${encodeURIComponent("p:a@s/s wörd")}@`,
      ),
    );
  });
  afterAll(async () => {
    await app?.stop();
    await server?.stop();
  });
  beforeEach(() => server.refuse());

  test("have text and HTML, one link, a sender with a name, and a Message-ID of their own", async () => {
    const email = "o'neill&sons=1+x@example.com";
    const id = await write(app, { email });
    await app.sweep();
    await expect.poll(() => server.to(email)).toHaveLength(1);
    const [mail] = server.to(email);
    expect(mail?.from?.value).toEqual([{ name: "Räucher & Söhne", address: "hello@flux.example" }]);
    expect(mail?.subject).toBe("Your Flux AI password was changed");
    expect(mail?.messageId).toBe(`<${id}@flux.example>`);
    expect(mail?.headers.get("auto-submitted")).toBe("auto-generated");
    expect(mail?.date).toBeInstanceOf(Date);
    for (const part of [mail?.text, mail?.html || ""])
      expect(part?.match(/https?:\/\/[^\s"<]+/g)).toEqual([`${ORIGIN}/forgot`]);
    expect(mail?.text).toContain(`the Flux AI account ${email}`);
    expect(mail?.html).toContain("o&#39;neill&#38;sons=1+x@example.com");
    expect(await rowOf(app, id)).toMatchObject({ attempts: 1, sent_at: expect.any(String) });
    await app.sweep();
    await expect.poll(() => server.to(email)).toHaveLength(1);
  });

  test("are in their reader's language, and each line of them is short and of ASCII", async () => {
    const email = "nihao@example.com";
    await write(app, { email, language: "zh-Hans" });
    await app.sweep();
    await expect.poll(() => server.to(email)).toHaveLength(1);
    const [mail] = server.to(email);
    expect(mail?.subject).toBe("Flux AI 密码已更改");
    expect(mail?.html).toContain('<html lang="zh-Hans" dir="ltr">');
    expect(mail?.text).toContain("其他已登录的设备均已退出。");
    // The longest names the boundary between text and HTML, which is the library's own; all others are of 76.
    for (const line of mail?.raw.split("\r\n") ?? []) expect(line).toMatch(/^[ -~]{0,80}$/);
  });

  test.each([450, 421, 451])("that are put off (%i) are tried again, later and later", async (code) => {
    server.refuse({ code, at: "DATA" }, { code, at: "RCPT" });
    const id = await write(app);
    for (const [attempts, minutes] of [
      [1, 1],
      [2, 2],
    ] as const) {
      await app.sweep();
      const row = await rowOf(app, id);
      expect(row).toMatchObject({ attempts, sent_at: null });
      const wait = (Date.parse(row?.due_at ?? "") - Date.now()) / 60_000;
      expect(wait).toBeGreaterThan(minutes - 0.5);
      expect(wait).toBeLessThanOrEqual(minutes);
      await app.sweep();
      expect((await rowOf(app, id))?.attempts).toBe(attempts);
      await makeDue(app, id);
    }
    await app.sweep();
    await expect.poll(() => server.to(`${id}@example.com`)).toHaveLength(1);
    const events = await eventsOf(app, id, 3);
    expect(events.map(({ event }) => event)).toEqual(["mail_put_off", "mail_put_off", "mail_sent"]);
    expect(events[0].reason).toBe(String(code));
  });

  test.each(["RCPT", "DATA"] as const)(
    "that are refused for good at %s are given up, with a line in the log",
    async (at) => {
      server.refuse({ code: 550, at });
      const id = await write(app);
      const next = await write(app);
      await app.sweep();
      expect(await rowOf(app, id)).toBeNull();
      expect(await eventsOf(app, id)).toMatchObject([
        { event: "mail_given_up", reason: "550", kind: "password_changed" },
      ]);
      await expect.poll(() => server.to(`${next}@example.com`)).toHaveLength(1);
    },
  );

  test("are given up after a day", async () => {
    server.refuse({ code: 450, at: "DATA" }, { code: 450, at: "DATA" });
    const [young, old] = [await write(app, { hoursAgo: 23 }), await write(app, { hoursAgo: 25 })];
    await app.sweep();
    expect(await rowOf(app, young)).toMatchObject({ attempts: 1 });
    expect(await rowOf(app, old)).toBeNull();
    expect(await eventsOf(app, old)).toMatchObject([{ event: "mail_given_up", reason: "450" }]);
  });

  test.each([
    "a@example.com\r\nBcc: b@example.com",
    "a@example.com\nDATA",
    "a@example.com>, <b@example.com",
    "a@example.com,b@example.com",
    "a b@example.com",
    '"a"@example.com',
  ])("never go to %j, which would be more than one address", async (email) => {
    const before = server.asked();
    const id = await write(app, { email });
    await app.sweep();
    expect(await rowOf(app, id)).toBeNull();
    expect(await eventsOf(app, id)).toMatchObject([{ event: "mail_given_up", reason: "address" }]);
    expect(server.asked()).toBe(before);
  });

  test("leave no address and no word of theirs in the log", async () => {
    const lines = app.lines.join("\n");
    expect(lines).toContain("mail_sent");
    expect(lines).not.toMatch(/example\.com|of the tests|p:a@s|us:er/);
  });

  test("a sweep beside another sends each once", async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => write(app)));
    await Promise.all([app.sweep(), app.sweep(), app.sweep()]);
    for (const id of ids) await expect.poll(() => server.to(`${id}@example.com`)).toHaveLength(1);
  });
});

describe("a mail server", () => {
  /** Sends one mail by an app with such settings, and returns what the log says came of it. */
  async function sendBy(vars: Record<string, string>) {
    const app = await startApp(vars);
    try {
      const id = await write(app);
      await app.sweep();
      return { id, events: await eventsOf(app, id), row: await rowOf(app, id) };
    } finally {
      await app.stop();
    }
  }

  test("speaks TLS from the first byte on, or after STARTTLS, where its certificate is one to trust", async () => {
    const [secure, starting] = [
      await startMailServer({ isSecure: true }),
      await startMailServer({ hasStartTls: true }),
    ];
    for (const [server, scheme] of [
      [secure, "smtps"],
      [starting, "smtp"],
    ] as const) {
      const { events } = await sendBy(settings(server, scheme));
      expect([scheme, events]).toMatchObject([scheme, [{ event: "mail_sent" }]]);
    }
    expect(starting.mails).toHaveLength(1);
    await Promise.all([secure.stop(), starting.stop()]);
  });

  test("that does not take the password, or is not there, keeps mails waiting, since their owner can mend that", async () => {
    const server = await startMailServer({ password: "right", hasStartTls: true });
    const wrong = await sendBy(settings(server, "smtp", "me:wrong@"));
    await server.stop();
    const gone = await sendBy(settings(server));
    expect(wrong.events).toMatchObject([{ event: "mail_put_off", reason: "535" }]);
    expect(gone.events).toMatchObject([{ event: "mail_put_off", reason: "no_answer" }]);
    for (const { row } of [wrong, gone]) expect(row).toMatchObject({ attempts: 1, sent_at: null });
  });

  test("that offers no TLS is told no password, and mails wait", async () => {
    const server = await startMailServer({ password: "right" });
    const { events, row } = await sendBy(settings(server, "smtp", "me:right@"));
    await server.stop();
    expect(events).toMatchObject([{ event: "mail_put_off", reason: "no_tls" }]);
    expect(row).toMatchObject({ attempts: 1, sent_at: null });
    expect([server.logins, server.mails]).toEqual([[], []]);
  });

  test("that hangs up without a word ends the sending, and the app goes on", async () => {
    const rude = createServer((socket) => socket.end());
    await new Promise<void>((listening) => rude.listen(0, "127.0.0.1", listening));
    const { events } = await sendBy(settings(rude.address() as AddressInfo));
    expect(events).toMatchObject([{ event: "mail_put_off", reason: "no_answer" }]);
    rude.close();
  });
});

describe("without a way for mails to leave", () => {
  test("they lie on a page for whoever has its key, and nowhere else", async () => {
    const app = await startApp();
    try {
      const email = "<b>reader</b>@example.com";
      await write(app, { email, language: "zh-Hans" });
      await app.sweep();
      const page = await new Visitor(app).get(app.outbox?.pathname ?? "");
      expect(page.headers.get("Cache-Control")).toBe("no-store");
      expect(page.headers.get("X-Robots-Tag")).toBe("noindex");
      const html = await page.text();
      expect(html).toContain("Flux AI 密码已更改");
      expect(html).toContain("&lt;b&gt;reader&lt;/b&gt;@example.com");
      expect(html).toContain('href="/forgot"');
      const other = app.outbox?.pathname.replace(/.$/, (last) => (last === "A" ? "B" : "A")) ?? "";
      for (const path of [other, "/outbox/x", "/outbox/undefined"])
        expect((await new Visitor(app).get(path)).status).toBe(404);
      expect(app.lines.join("\n")).not.toContain(app.outbox?.pathname.split("/")[2] ?? "");
    } finally {
      await app.stop();
    }
  });

  test("and without a key there is no such page; nor where mails do leave", async () => {
    const [keyless, sending] = [
      await startApp({ OUTBOX_KEY: "" }),
      await startApp({ ...settings({ port: 2525 }), OUTBOX_KEY: "a-key" }),
    ];
    expect((await new Visitor(keyless).get("/outbox/")).status).toBe(404);
    expect((await new Visitor(sending).get("/outbox/a-key")).status).toBe(404);
    expect(sending.outbox).toBeNull();
    await Promise.all([keyless.stop(), sending.stop()]);
  });
});
