import { env } from "cloudflare:test";
import { afterEach, describe, expect, test, vi } from "vitest";
import { world } from "../../test/world";
import { Db } from "../platform/db.server";
import { readSettings } from "../platform/settings.server";
import { Timings } from "../platform/timings.server";
import { authenticator } from "./authenticator.server";
import { hashPassword, passwordMatches } from "./passwords/passwords.server";
import { openSession, readSession } from "./sessions.server";

/** All that is written to the log from now on, by whatever method. */
function listening() {
  const written: string[] = [];
  for (const method of ["log", "info", "warn", "error", "debug", "trace"] as const)
    vi.spyOn(console, method).mockImplementation(
      (...said: unknown[]) => void written.push(said.map(String).join()),
    );
  return written;
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function authenticate(
  using: ReturnType<typeof world>,
  way: "join" | "sign-in",
  fields: Record<string, string>,
) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return authenticator(using, form).authenticate(way, new Request("http://localhost/", { method: "POST" }));
}

describe("secrets: a malformed setting is named, and its value is not", () => {
  test.each([
    ["REPLICATE_WEBHOOK_SECRET", "r8_not-a-webhook-secret"],
    ["REPLICATE_API_BASE_URL", "r8_a-token-in-the-wrong-place"],
    ["PUBLIC_ORIGIN", "r8_a-token-in-the-wrong-place"],
    ["SIGNUP_CREDITS", "r8_a-token-in-the-wrong-place"],
  ])("%s", (name, value) => {
    const written = listening();
    expect(() => readSettings({ ...env, [name]: value })).toThrow("settings unavailable");
    expect(written.join()).toContain(name);
    expect(written.join()).not.toContain("r8_");
  });
});

describe("secrets: F30: what a database says stays with it", () => {
  test.each([
    ["D1_ERROR: Network connection lost: prompt 'private'", "connection_lost"],
    ["D1 DB is overloaded. Queued 'private'", "overloaded"],
    ["D1_ERROR: no such table: private", "not_migrated"],
    ["something about 'private'", "other"],
  ])("%s", async (message, reason) => {
    const written = listening();
    const d1 = { prepare: () => ({ bind: () => ({}) }), batch: () => Promise.reject(new Error(message)) };
    const db = new Db(d1 as unknown as D1Database, new Timings());
    await expect(db.atomically([db.deleteFrom("sessions")])).rejects.toThrow("database unavailable");
    expect(written.join()).toContain(`"reason":"${reason}"`);
    expect(written.join()).not.toContain("private");
  });
});

describe("secrets: ids of sessions", () => {
  test("are 256 random bits, and no two are the same", async () => {
    const using = world();
    const joined = await authenticate(using, "join", { email: "many@example.com", password: "long enough" });
    if (!joined.ok) throw new Error("not joined");
    const ids = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const cookie = await openSession(using, new Request("http://localhost/"), joined.userId);
        const [payload = ""] = decodeURIComponent(cookie.split(";")[0]?.slice("session=".length) ?? "").split(
          ".",
        );
        // Behind the id stands whose session it is, which is no secret.
        const [id = "", userId] = (JSON.parse(atob(payload)) as string).split(".");
        expect(userId).toBe(joined.userId);
        return id;
      }),
    );
    expect(new Set(ids).size).toBe(20);
    for (const id of ids) expect(id).toMatch(/^[\w-]{43}$/);
    // In random ids no place has the same few letters in all.
    for (let place = 0; place < 42; place++)
      expect(new Set(ids.map((id) => id[place])).size).toBeGreaterThan(3);
  });
});

describe("secrets: an account without a password lets nobody in", () => {
  const HASHES = [
    "",
    "-",
    "none",
    "scrypt",
    "scrypt$$$$$",
    "scrypt$16384$8$5$$",
    "$$$$$",
    "null",
    "scrypt$1$1$1$AA==$",
  ];

  test.each(HASHES)("with %j in its place", async (hash) => {
    for (const password of ["", "-", "none", "null", "x", hash])
      expect(await passwordMatches(password, hash)).toBe(false);
  });

  test.each(HASHES)("and signing in to it with %j is as wrong as any", async (hash) => {
    const using = world();
    const email = `${crypto.randomUUID()}@example.com`;
    const now = new Date().toISOString();
    await using.db
      .insertInto("users")
      .values({ id: crypto.randomUUID(), email, password_hash: hash, created_at: now, updated_at: now })
      .execute();
    for (const password of ["none", "x", hash || "-"])
      expect(await authenticate(using, "sign-in", { email, password })).toMatchObject({
        ok: false,
        errors: { "": "sign_in_wrong" },
      });
  });

  test("the same word in other characters is the same word (NFKC)", async () => {
    const hash = await hashPassword("ﬁancé １２３４");
    expect(await passwordMatches("fiance\u0301 1234", hash)).toBe(true);
    expect(await passwordMatches("fiance 1234", hash)).toBe(false);
  });
});

describe("F23: renewal", () => {
  test("moves the end of row and cookie, and never beyond the last", async () => {
    const using = world();
    const joined = await authenticate(using, "join", {
      email: `${crypto.randomUUID()}@example.com`,
      password: "long enough",
    });
    if (!joined.ok) throw new Error("not joined");
    const cookie = await openSession(using, new Request("http://localhost/"), joined.userId);
    const request = new Request("http://localhost/", { headers: { Cookie: cookie.split(";")[0] ?? "" } });
    const end = async () =>
      (
        await using.db
          .selectFrom("sessions")
          .select("expires_at")
          .where("user_id", "=", joined.userId)
          .executeTakeFirstOrThrow()
      ).expires_at;
    const begun = Date.now();
    const day = 86_400_000;
    const ends: number[] = [];
    vi.useFakeTimers({ toFake: ["Date"] });
    for (let days = 2; days < 90; days += 2) {
      vi.setSystemTime(begun + days * day);
      const kept: string[] = [];
      expect(await readSession(using, request, (setCookie) => kept.push(setCookie))).not.toBeNull();
      const maxAge = Number(kept[0]?.match(/Max-Age=(\d+)/)?.[1]);
      const row = Date.parse(await end());
      expect(Math.abs(row - (Date.now() + maxAge * 1000))).toBeLessThan(2_000);
      ends.push(row);
    }
    expect(ends[1]).toBeGreaterThan(ends[0] ?? 0);
    expect(Math.round(((ends.at(-1) ?? 0) - begun) / day)).toBe(90);
    vi.setSystemTime(begun + 90 * day + 1_000);
    expect(await readSession(using, request)).toBeNull();
  });
});
