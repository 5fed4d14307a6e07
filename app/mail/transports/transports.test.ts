import { env } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { anAccount, world } from "../../../test/world";
import { mailTo } from "../outbox/mails.server";
import { sendDueMails } from "../send.server";

const MAIL = { MAIL_FROM: "hello@flux.example", PUBLIC_ORIGIN: "https://flux.example" };

beforeEach(() =>
  env.DB.prepare("DELETE FROM mails")
    .run()
    .then(() => {}),
);
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Writes one mail, lets it be sent, and returns what is left of it with what the log says. */
async function sendOne(vars: Record<string, unknown>) {
  const lines: string[] = [];
  for (const method of ["log", "warn", "error"] as const)
    vi.spyOn(console, method).mockImplementation((line) => void lines.push(line));
  const using = world({ ...MAIL, ...(vars as Record<string, string>) });
  const user = await anAccount(using);
  await using.db.atomically([
    mailTo(using.db, { kind: "password_changed", userId: user.id, email: user.email, language: "en" }),
  ]);
  const sent = await sendDueMails(using);
  const row = await using.db.selectFrom("mails").selectAll().executeTakeFirst();
  return { sent, row, user, event: JSON.parse(lines.at(-1) ?? "{}") };
}

describe("Resend", () => {
  const answering = (status: number) =>
    vi.fn<typeof fetch>(async () => new Response('{"message":"secret words"}', { status }));

  test("is given the mail in one post, under the mail's id", async () => {
    const fetched = answering(200);
    vi.stubGlobal("fetch", fetched);
    const { sent, row, user } = await sendOne({ RESEND_API_KEY: "re_key" });
    expect([sent, row?.sent_at]).toEqual([1, expect.any(String)]);
    const [address, init] = fetched.mock.calls[0] ?? [];
    expect(address).toBe("https://api.resend.com/emails");
    expect(init?.headers).toMatchObject({ Authorization: "Bearer re_key", "Idempotency-Key": row?.id });
    expect(JSON.parse(String(init?.body))).toMatchObject({
      from: "Flux AI <hello@flux.example>",
      to: [user.email],
      subject: "Your Flux AI password was changed",
      text: expect.stringContaining("https://flux.example/forgot"),
      html: expect.stringContaining('<a href="https://flux.example/forgot">'),
    });
  });

  test.each([
    ["灯笼 Lantern", "灯笼 Lantern"],
    [`Wick, Tom & "Söhne"`, `"Wick, Tom & \\"Söhne\\""`],
  ])("is told that mails are from the site, whose name is %s", async (SITE_NAME, name) => {
    const fetched = answering(200);
    vi.stubGlobal("fetch", fetched);
    await sendOne({ RESEND_API_KEY: "re_key", SITE_NAME });
    const { from } = JSON.parse(String(fetched.mock.calls[0]?.[1]?.body));
    expect(from).toBe(`${name} <hello@flux.example>`);
  });

  test.each([
    [422, "mail_given_up"],
    [401, "mail_put_off"],
    [409, "mail_put_off"],
    [429, "mail_put_off"],
    [500, "mail_put_off"],
  ])("after a %i: %s", async (status, event) => {
    vi.stubGlobal("fetch", answering(status));
    const { sent, row, event: logged } = await sendOne({ RESEND_API_KEY: "re_key" });
    expect(logged).toMatchObject({ event, reason: String(status) });
    expect([sent, row?.attempts]).toEqual([0, event === "mail_put_off" ? 1 : undefined]);
  });

  test("that cannot be reached is asked again", async () => {
    vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("no route to api.resend.com")));
    const { event } = await sendOne({ RESEND_API_KEY: "re_key" });
    expect(event).toMatchObject({ event: "mail_put_off", reason: "no_answer" });
  });
});

describe("Cloudflare's binding", () => {
  test("is given the mail without what it makes itself", async () => {
    const send = vi.fn(async () => ({ messageId: "m" }));
    const { sent, user } = await sendOne({ EMAIL: { send } });
    expect(sent).toBe(1);
    expect(send).toHaveBeenCalledExactlyOnceWith({
      from: { name: "Flux AI", email: "hello@flux.example" },
      to: user.email,
      subject: "Your Flux AI password was changed",
      text: expect.any(String),
      html: expect.any(String),
      headers: { "Auto-Submitted": "auto-generated" },
    });
  });

  test.each([
    ["E_RATE_LIMIT_EXCEEDED", "mail_put_off", "E_RATE_LIMIT_EXCEEDED"],
    ["E_RECIPIENT_SUPPRESSED", "mail_given_up", "E_RECIPIENT_SUPPRESSED"],
    ["someone@example.com", "mail_put_off", "no_answer"],
  ])("that throws %s: %s", async (code, event, reason) => {
    const send = async () => Promise.reject(Object.assign(new Error("words"), { code }));
    expect((await sendOne({ EMAIL: { send } })).event).toMatchObject({ event, reason });
  });
});

describe("settings of mail", () => {
  const SMTP_URL = "smtp://localhost:2525";
  const reading = (vars: Record<string, string>) => () => world({ SMTP_URL, ...MAIL, ...vars }).settings;

  test.each([
    [{ SMTP_URL: "http://localhost:25" }, "SMTP_URL is not smtp://"],
    [{ SMTP_URL: "smtp://localhost:25/inbox" }, "SMTP_URL is not smtp://"],
    [{ SMTP_URL: "smtp://me:%zz@localhost" }, "SMTP_URL is not smtp://"],
    [{ MAIL_FROM: "nobody" }, "MAIL_FROM is not an address"],
    [{ MAIL_FROM: 'A "quoted" name <a@example.com>' }, "MAIL_FROM is not an address"],
    [{ MAIL_FROM: "A\r\nBcc: b@example.com <a@example.com>" }, "MAIL_FROM is not an address"],
    [{ MAIL_FROM: "" }, "MAIL_FROM is not set, and mails need it"],
    [{ PUBLIC_ORIGIN: "" }, "PUBLIC_ORIGIN is not set, and mails need it"],
  ])("%j are named in the log, without their value", (vars, reason) => {
    const error = vi.spyOn(console, "error").mockImplementation(() => {});
    expect(reading(vars as Record<string, string>)).toThrow("settings unavailable");
    expect(error.mock.lastCall?.[0]).toContain(reason);
    expect(error.mock.lastCall?.[0]).not.toMatch(/localhost|quoted|nobody/);
  });

  test.each([
    ["smtp://localhost", { host: "localhost", port: 587, isSecure: false, credentials: undefined }],
    ["smtps://[::1]", { host: "::1", port: 465, isSecure: true, credentials: undefined }],
    [
      "smtps://me%40x.com:p%3A%C3%B6@mail.example:4465",
      {
        ...{ host: "mail.example", port: 4465, isSecure: true },
        credentials: { username: "me@x.com", password: "p:ö" },
      },
    ],
  ])("%s", (address, server) => {
    expect(reading({ SMTP_URL: address })().SMTP_URL).toEqual(server);
  });

  test("without one of them nothing is needed", () => {
    expect(reading({ SMTP_URL: "", MAIL_FROM: "", PUBLIC_ORIGIN: "" })).not.toThrow();
  });
});
