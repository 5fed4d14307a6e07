import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { codeAt, wrongCode } from "../../../test/authenticator";
import { KINDS } from "../../../test/faults";
import { anAccount, times, type World, world } from "../../../test/world";
import type { User } from "../user";
import { acceptCode, budgetsOfCode } from "./accept-code.server";
import { code } from "./code.server";
import { beginSetUp, secretBegunWith, turnOn } from "./set-up.server";
import { qrOf, stepOf } from "./totp.server";
import { factorOf, makeNewRecoveryCodes, turnOff } from "./turn-off.server";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-03-01T12:00:00Z") }));
afterEach(() => void vi.useRealTimers());

const request = new Request("http://localhost/account/factor", { method: "POST" });
const change = { request, language: "en" } as const;
const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1_000);
const app = (text: string) => ({ kind: "app", code: text }) as const;
const recovery = (text = "") => ({ kind: "recovery", code: text }) as const;

async function begun(using: World) {
  const user = await anAccount(using);
  await beginSetUp(using, user);
  return { user, secret: String(await secretBegunWith(using, user)) };
}

/** Somebody with a second factor, and the codes that they were shown; the code that turned it on is used up. */
async function protectedAccount(using: World) {
  const { user, secret } = await begun(using);
  const on = await turnOn(using, user, { ...change, code: codeAt(secret) });
  if (on.kind !== "on") throw new Error(on.kind);
  return { user, secret, codes: on.codes };
}

const mailsTo = async ({ db }: World, { id }: User) =>
  (await db.selectFrom("mails").select("kind").where("user_id", "=", id).orderBy("id").execute()).map(
    ({ kind }) => kind,
  );

describe("setting it up", () => {
  test("takes a first code; then there are ten recovery codes, of which only hashes are kept, and a mail", async () => {
    const using = world();
    const { user, secret } = await begun(using);
    expect(await factorOf(using, user)).toBeNull();
    expect(await turnOn(using, user, { ...change, code: wrongCode(secret) })).toEqual({ kind: "wrong" });
    const on = await turnOn(using, user, { ...change, code: codeAt(secret) });
    const codes = on.kind === "on" ? on.codes : [];
    expect(new Set(codes).size).toBe(10);
    for (const one of codes) expect(one).toMatch(/^[A-Z2-7]{24}$/);
    expect(await factorOf(using, user)).toEqual({ since: "2026-03-01T12:00:00.000Z", recoveryCodesLeft: 10 });
    expect(await mailsTo(using, user)).toEqual(["factor_on"]);
    const kept = JSON.stringify([
      await using.db.selectFrom("second_factors").selectAll().execute(),
      await using.db.selectFrom("recovery_codes").selectAll().execute(),
    ]);
    for (const one of [secret, ...codes]) expect(kept).not.toContain(one);
  });

  test("shows the secret only until it is on, for half an hour", async () => {
    const using = world();
    const { user, secret } = await begun(using);
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    later(30 * 60);
    expect(await secretBegunWith(using, user)).toBeNull();
    expect(await turnOn(using, user, { ...change, code: codeAt(secret) })).toEqual({ kind: "over" });
    const { user: other } = await protectedAccount(using);
    await beginSetUp(using, other);
    expect(await secretBegunWith(using, other)).toBeNull();
  });

  test("twice at once gives one set of codes", async () => {
    const using = world();
    const { user, secret } = await begun(using);
    const all = await Promise.all(times(4, () => turnOn(using, user, { ...change, code: codeAt(secret) })));
    const codes = all.flatMap((one) => (one.kind === "on" ? one.codes : []));
    expect(codes).toHaveLength(10);
    expect(await acceptCode(using, user.id, recovery(codes[9]))).toEqual({ recoveryCodesLeft: 9 });
  });

  test("a secret that was put into another's row does not open there", async () => {
    const using = world();
    const { user, secret } = await protectedAccount(using);
    const { user: other } = await protectedAccount(using);
    const row = await using.db
      .selectFrom("second_factors")
      .select(["sealed_secret", "last_step"])
      .where("user_id", "=", user.id)
      .executeTakeFirstOrThrow();
    await using.db
      .updateTable("second_factors")
      .set({ ...row, last_step: 0 })
      .where("user_id", "=", other.id)
      .execute();
    expect(await acceptCode(using, other.id, app(codeAt(secret)))).toBeNull();
  });
});

describe("a code of the app", () => {
  test("is right in its half minute, in the one before and the one after, and in no other", async () => {
    const using = world();
    const { secret } = await begun(using);
    const steps = [-60, -30, 0, 30, 60].map((seconds) =>
      stepOf(codeAt(secret, Date.now() + seconds * 1_000), secret),
    );
    const now = Math.floor(Date.now() / 30_000);
    expect(await Promise.all(steps)).toEqual([null, now - 1, now, now + 1, null]);
  });

  test("is taken once, and none before it any more", async () => {
    const using = world();
    const { user, secret } = await protectedAccount(using);
    const [before, first] = [codeAt(secret, Date.now() - 30_000), codeAt(secret)];
    expect(await acceptCode(using, user.id, app(first))).toBeNull();
    expect(await acceptCode(using, user.id, app(before))).toBeNull();
    later(30);
    expect(await acceptCode(using, user.id, app(codeAt(secret)))).toEqual({ recoveryCodesLeft: null });
    expect(await acceptCode(using, user.id, app(codeAt(secret)))).toBeNull();
  });

  test("by several at the same moment is taken from exactly one", async () => {
    const using = world();
    const { user, secret } = await protectedAccount(using);
    later(30);
    const all = await Promise.all(times(8, () => acceptCode(using, user.id, app(codeAt(secret)))));
    expect(all.filter(Boolean)).toHaveLength(1);
  });

  test("is sealed anew on use after SESSION_SECRETS was rotated, and lost only when the old one goes before", async () => {
    const old = world({ SESSION_SECRETS: "the-old-one" });
    const { user, secret } = await protectedAccount(old);
    const { user: absent, codes } = await protectedAccount(old);
    later(30);
    const both = world({ SESSION_SECRETS: "the-new-one,the-old-one" });
    expect(await acceptCode(both, user.id, app(codeAt(secret)))).not.toBeNull();
    later(30);
    const rotated = world({ SESSION_SECRETS: "the-new-one" });
    expect(await acceptCode(rotated, user.id, app(codeAt(secret)))).not.toBeNull();
    expect(await acceptCode(rotated, absent.id, recovery(codes[0]))).toEqual({ recoveryCodesLeft: 9 });
  });
});

describe("a recovery code", () => {
  test("works once, for its own person only, and of several at the same moment for exactly one", async () => {
    const using = world();
    const { user, codes } = await protectedAccount(using);
    const { user: other } = await protectedAccount(using);
    expect(await acceptCode(using, other.id, recovery(codes[0]))).toBeNull();
    const all = await Promise.all(times(6, () => acceptCode(using, user.id, recovery(codes[0]))));
    expect(all.filter(Boolean)).toEqual([{ recoveryCodesLeft: 9 }]);
    expect(await acceptCode(using, user.id, recovery(codes[1]))).toEqual({ recoveryCodesLeft: 8 });
  });

  test("is worth nothing after new ones were made", async () => {
    const using = world();
    const { user, codes } = await protectedAccount(using);
    const fresh = await makeNewRecoveryCodes(using, user, change);
    expect(await acceptCode(using, user.id, recovery(codes[0]))).toBeNull();
    expect(await acceptCode(using, user.id, recovery(fresh?.[0]))).toEqual({ recoveryCodesLeft: 9 });
    await turnOff(using, user, change);
    expect(await makeNewRecoveryCodes(using, user, change)).toBeNull();
    expect(await mailsTo(using, user)).toEqual(["factor_on", "recovery_codes_made", "factor_off"]);
  });

  test("that is used up tells its person by mail, wherever the isolate dies", async () => {
    const calm = world();
    const { user, codes } = await protectedAccount(calm);
    const told = { email: user.email, language: "en" } as const;
    const others = KINDS.flatMap((kind) => (["query", "batch"] as const).map((point) => ({ point, kind })));
    for (const [index, { point, kind }] of others.entries()) {
      const using = world();
      using.faults.plan(point, kind);
      await acceptCode(using, user.id, recovery(codes[index]), told).catch(() => {});
      const left = (await factorOf(calm, user))?.recoveryCodesLeft ?? 0;
      const mails = (await mailsTo(calm, user)).filter((one) => one === "recovery_code_used").length;
      expect(mails, `${point} ${kind}`).toBe(codes.length - left);
    }
    expect(await acceptCode(calm, user.id, recovery("A".repeat(24)), told)).toBeNull();
  });
});

test("after it was turned off nothing of it is left, and another can be set up", async () => {
  const using = world();
  const { user, codes } = await protectedAccount(using);
  await turnOff(using, user, change);
  expect(await factorOf(using, user)).toBeNull();
  expect(await acceptCode(using, user.id, recovery(codes[0]))).toBeNull();
  await beginSetUp(using, user);
  expect(await secretBegunWith(using, user)).toMatch(/^[A-Z2-7]{32}$/);
});

test("a recovery code costs no turn, so that whoever tries codes cannot keep its owner out", async () => {
  const using = world();
  const of = (kind: "app" | "recovery") =>
    budgetsOfCode(using, request, { userId: "u", address: "a@example.com", code: { kind, code: "1" } });
  expect([(await of("app")).length, (await of("recovery")).length]).toEqual([1, 0]);
});

test.each([
  ["123456", "app", "123456"],
  [" 123 456 ", "app", "123456"],
  ["１２３４５６", "app", "123456"],
  ["abcd efgh ijkl mnop qrst uvwx", "recovery", "ABCDEFGHIJKLMNOPQRSTUVWX"],
  ["0BCD-EFGH-IJKL-MNOP-QRST-UVW8", "recovery", "OBCDEFGHIJKLMNOPQRSTUVWB"],
])("what is typed as %s is read as a code", (typed, kind, read) => {
  expect(code.parse(typed)).toEqual({ kind, code: read });
});

test.each([
  ["", "code_empty"],
  [" - ", "code_empty"],
  ["12345", "code_malformed"],
  ["1234567", "code_malformed"],
  ["ABCDEFGHIJKLMNOPQRSTUVW1", "code_malformed"],
])("what is typed as %j is none", (typed, mistake) => {
  expect(code.safeParse(typed).error?.issues[0]?.message).toBe(mistake);
});

test("the picture of the secret is as large as its modules, with white around", () => {
  const { size, path } = qrOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "someone@example.com", "Lantern: Pictures");
  const runs = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)].map((run) => run.slice(1).map(Number));
  for (const [x = 0, y = 0, width = 0] of runs) {
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(4);
    expect(Math.max(x + width, y + 1)).toBeLessThanOrEqual(size - 4);
  }
  // The first row of the pattern in the corner by which cameras find it.
  expect(runs[0]).toEqual([4, 4, 7]);
});
