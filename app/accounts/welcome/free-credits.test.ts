import { env } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { audit } from "~/operations/audit.server";
import { timestamp } from "~/platform/clock.server";
import { anAccount, creditsOf, times, world } from "../../../test/world";
import { proveAddress } from "../proving/prove.server";
import { takeNewEmail } from "../recovery/change-email.server";
import { addToken, tokenId } from "../recovery/tokens.server";
import { freeCredits } from "./free-credits.server";
import { isDisposable, mailboxOf } from "./mailbox.server";

beforeEach(async () => {
  await env.DB.exec("DELETE FROM welcomes");
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-03-01T12:00:00Z") });
});
afterEach(() => void vi.useRealTimers());

/** Gives a newcomer what there is, and says how many credits they have. */
async function welcomed(address: string, network: string | null = null, using = world()): Promise<number> {
  const user = await anAccount(using, { credits: 0 });
  const queries = freeCredits(using, { userId: user.id, address, network });
  if (queries.length > 0) await using.db.atomically(queries);
  return creditsOf(using, user);
}

describe("S8: free credits", () => {
  test("come once for a mailbox, however its address is spelled, and after its account is gone", async () => {
    expect(await welcomed("some.body@gmail.com")).toBe(10);
    for (const same of ["somebody@gmail.com", "s.o.m.e.b.o.d.y+2@googlemail.com", "some.body@gmail.com"])
      expect(await welcomed(same)).toBe(0);
    expect(await welcomed("somebody@example.com")).toBe(10);
    expect(await welcomed("some.body@example.com")).toBe(10);
    expect(await welcomed("some.body+tag@example.com")).toBe(0);
  });

  test("come once when a mailbox asks twenty times at the same moment", async () => {
    const all = await Promise.all(times(20, (index) => welcomed(`same+${index}@example.com`)));
    expect(all.reduce((sum, credits) => sum + credits)).toBe(10);
  });

  test("come three times a day from one place, also at the same moment, and again the next day", async () => {
    const from = (network: string) => (index: number) =>
      welcomed(`${crypto.randomUUID()}-${index}@a.test`, network);
    const all = await Promise.all(times(20, from("192.0.2.1")));
    expect(all.filter((credits) => credits > 0)).toHaveLength(3);
    expect(await from("192.0.2.2")(0)).toBe(10);
    vi.setSystemTime(new Date("2026-03-02T00:00:00Z"));
    expect(await from("192.0.2.1")(0)).toBe(10);
  });

  test("come as often in a day as the site has them", async () => {
    const using = () => world({ WELCOMES_A_DAY: "5" });
    const all = await Promise.all(times(20, (index) => welcomed(`n${index}@a.test`, null, using())));
    expect(all.filter((credits) => credits > 0)).toHaveLength(5);
  });

  test("do not come to addresses that are made for an hour", async () => {
    for (const address of ["a@mailinator.com", "a@any.mailinator.com"])
      expect(await welcomed(address)).toBe(0);
    for (const address of ["a@qq.com", "a@163.com", "a@gmail.com", "a@duck.com"])
      expect(await welcomed(address)).toBe(10);
  });

  test("are remembered while secrets are changed", async () => {
    await welcomed("a@example.com", null, world({ SESSION_SECRETS: "old" }));
    expect(await welcomed("a@example.com", null, world({ SESSION_SECRETS: "new,old" }))).toBe(0);
  });

  test("are in the ledger, or the audit says so", async () => {
    const using = world();
    await welcomed("a@example.com");
    expect(await audit(using)).toEqual([]);
    const values = { mailbox_key: "m", user_id: "nobody", amount: 10, day: timestamp().slice(0, 10) };
    await using.db.insertInto("welcomes").values(values).execute();
    vi.spyOn(console, "error").mockReturnValue();
    expect(await audit(using)).toEqual([{ invariant: "free_credits_once_for_a_mailbox", id: "nobody" }]);
  });

  test("come once to who moves to another address before the first is proved, whichever link comes first", async () => {
    const request = new Request("http://localhost/confirm/x");
    const settings = { RESEND_API_KEY: "x", MAIL_FROM: "us@example.com", PUBLIC_ORIGIN: "http://localhost" };
    for (const together of [false, true, true, true]) {
      const using = world(settings);
      const { db } = using;
      const { id: userId, email: first } = await anAccount(using, { credits: 0 });
      const [confirm, move] = [
        { id: tokenId(), userId, purpose: "confirm" as const, email: first, accountEmail: first },
        {
          id: tokenId(),
          userId,
          purpose: "new_email" as const,
          email: `${userId}@a.test`,
          accountEmail: first,
        },
      ];
      await db.atomically([
        db.insertInto("newcomers").values({ user_id: userId, ends_at: timestamp(60_000) }),
        ...[confirm, move].map((token) => addToken(db, { ...token, lasts: 60_000 })),
      ]);
      const moving = () => takeNewEmail(world(settings), move, { request, language: "en" });
      const confirming = () => proveAddress(world(settings), request, confirm);
      if (together) await Promise.all([moving(), confirming()]);
      else expect(await moving()).toBe("moved");
      expect(await creditsOf(using, { id: userId, email: "", credits: 0 })).toBe(10);
      expect(await audit(using)).toEqual([]);
      if (!together) expect(await welcomed(`${userId}+again@a.test`, null, using)).toBe(0);
    }
  });

  test("twice for one person are refused with all that they are together with", async () => {
    const using = world();
    const user = await anAccount(using, { credits: 0 });
    const queries = () =>
      freeCredits(using, { userId: user.id, address: `${crypto.randomUUID()}@a.test`, network: null });
    await using.db.atomically(queries());
    await expect(using.db.atomically(queries())).rejects.toThrow("UNIQUE");
    expect(await creditsOf(using, user)).toBe(10);
  });
});

test("the table holds no address", async () => {
  await welcomed("private@example.com", "192.0.2.1");
  const { results } = await env.DB.prepare("SELECT * FROM welcomes").all();
  expect(JSON.stringify(results)).not.toMatch(/private|example|192\.0/);
});

test.each([
  ["a.b+c@gmail.com", "ab@gmail.com"],
  ["a.b@example.com", "a.b@example.com"],
  ["a+b+c@example.com", "a@example.com"],
])("%s is the mailbox %s", (address, mailbox) => expect(mailboxOf(address)).toBe(mailbox));

test("a domain that only ends alike is not disposable", () => {
  expect([isDisposable("a@yopmail.com"), isDisposable("a@xyopmail.com")]).toEqual([true, false]);
});
