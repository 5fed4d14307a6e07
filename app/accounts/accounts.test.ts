import { Buffer } from "node:buffer";
import { scrypt } from "node:crypto";
import { afterAll, describe, expect, test, vi } from "vitest";
import { emails_ime, emails_valid_but_refused } from "../../test/fixtures/texts.json";
import { creditsOf, entriesOf, times, world } from "../../test/world";
import { authenticator } from "./authenticator.server";
import { canonicalAddress } from "./email-address.server";
import { hashPassword, passwordMatches } from "./passwords/passwords.server";
import { closeSession, openSession, readSession, sessionHash } from "./sessions.server";

// Other files of this isolate have loaded the real one, and are to find it again.
vi.hoisted(() => vi.resetModules());
afterAll(() => {
  vi.doUnmock("node:crypto");
  vi.resetModules();
});
vi.mock("node:crypto", async (original) => {
  const crypto = await original<typeof import("node:crypto")>();
  return { ...crypto, scrypt: vi.fn(crypto.scrypt) };
});

async function authenticate(
  using: ReturnType<typeof world>,
  way: "join" | "sign-in",
  fields: Record<string, string>,
) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const request = new Request("http://localhost/", { method: "POST" });
  const known = await authenticator(using, form).authenticate(way, request);
  return known.ok ? { ok: known.ok, userId: known.userId } : known;
}

const join = (using: ReturnType<typeof world>, email: string, password = "correct horse") =>
  authenticate(using, "join", { email, password });

const signIn = (using: ReturnType<typeof world>, email: string, password = "correct horse") =>
  authenticate(using, "sign-in", { email, password });

describe("joining", () => {
  test("gives the welcome credits, as an entry", async () => {
    const using = world({ SIGNUP_CREDITS: "7" });
    const joined = await join(using, "new@example.com");
    if (!joined.ok) throw new Error("not joined");
    const user = { id: joined.userId, email: "", credits: 0 };
    expect(await creditsOf(using, user)).toBe(7);
    expect(await entriesOf(using, user)).toMatchObject([{ kind: "welcome", amount: 7, balance_after: 7 }]);
  });

  test("without welcome credits leaves the ledger empty", async () => {
    const using = world({ SIGNUP_CREDITS: "0" });
    const joined = await join(using, "zero@example.com");
    if (!joined.ok) throw new Error("not joined");
    expect(await entriesOf(using, { id: joined.userId, email: "", credits: 0 })).toEqual([]);
  });

  test("with an address that is taken, in another case, is refused", async () => {
    const using = world();
    await join(using, "Taken@Example.com");
    expect(await join(using, "taken@example.COM ", "another password")).toMatchObject({
      ok: false,
      errors: { email: "email_taken" },
    });
  });

  test("by a form that is sent twice, also at the same moment, is one account with one welcome", async () => {
    const using = world();
    const results = await Promise.all([join(using, "twice@example.com"), join(using, "Twice@example.com")]);
    const ids = [...results, await join(using, "twice@example.com")].map(
      (joined) => joined.ok && joined.userId,
    );
    expect(new Set(ids).size).toBe(1);
    expect(await entriesOf(using, { id: String(ids[0]), email: "", credits: 0 })).toHaveLength(1);
  });

  test("with a password of as many characters as there may be, whatever each is made of", async () => {
    expect(await join(world(), "long@example.com", "𠀀".repeat(256))).toMatchObject({ ok: true });
  });

  test.each([
    [{ email: "", password: "long enough" }, { email: "email_empty" }],
    [{ email: "nobody", password: "long enough" }, { email: "email_malformed" }],
    [{ email: "a@example.com", password: "1234567" }, { password: "password_too_short" }],
    [{ email: "a@example.com", password: "𠀀".repeat(7) }, { password: "password_too_short" }],
    [{ email: "a@example.com", password: "x".repeat(257) }, { password: "password_too_long" }],
    [{}, { email: "email_empty", password: "password_not_chosen" }],
  ])("with bad input %# is told what to mend", async (fields, errors) => {
    const using = world();
    const joined = await authenticate(using, "join", fields as Record<string, string>);
    expect(joined).toMatchObject({ ok: false, errors });
    expect(JSON.stringify(joined)).not.toContain("1234567");
  });
});

describe("signing in", () => {
  test("finds the address without case", async () => {
    const using = world();
    const joined = await join(using, "Case@Example.com");
    expect(await signIn(using, "cASE@example.com")).toEqual(joined);
  });

  test("answers a wrong password and an unknown address alike, after the same work for both", async () => {
    const using = world();
    await join(using, "known@example.com");
    const derived = vi.mocked(scrypt);
    const worked = async (email: string) => {
      derived.mockClear();
      const answer = await signIn(using, email, "wrong");
      const work = derived.mock.calls.map(([, salt, bytes, cost]) => [
        Buffer.from(salt as Uint8Array).length,
        bytes,
        cost,
      ]);
      return { answer: { ...answer, values: null }, work };
    };
    const wrong = await worked("known@example.com");
    expect(wrong.work).toEqual([[16, 32, { N: 16_384, r: 8, p: 5 }]]);
    expect(await worked("unknown@example.com")).toEqual(wrong);
  });
});

describe("F19: an address is what browsers take for one, in one form", () => {
  const mistakeIn = async (typed: string) => {
    const joined = await join(world(), typed, "");
    return joined.ok || joined.errors.email;
  };

  test.each([
    ...[...emails_valid_but_refused.slice(1), "a@localhost", "a..b@example.com"].map((typed) => [
      typed,
      typed,
    ]),
    ["info@räucher.de", "info@xn--rucher-bua.de"],
    ["INFO@RÄUCHER.DE", "info@xn--rucher-bua.de"],
    ["info@ra\u0308ucher.de", "info@xn--rucher-bua.de"],
    ["info@XN--RUCHER-BUA.de", "info@xn--rucher-bua.de"],
    ["post@пример.рф", "post@xn--e1afmkfd.xn--p1ai"],
    ["ime@straße.de", "ime@xn--strae-oqa.de"],
    ["ｆｕｌｌ．Ｗｉｄｔｈ＠ｅｘａｍｐｌｅ。ｃｏｍ", "full.width@example.com"],
    ["half｡stop@例え。jp", "half.stop@xn--r8jz45g.jp"],
    ["\u200bzero\u2060.width\ufeff@exam\u00adple.com\u200e \u3000", "zero.width@example.com"],
    ["small﹫example﹒com", "small@example.com"],
    ["numbers@127.1", "numbers@127.1"],
  ] as [string, string][])("%j is kept as %j", (typed, kept) => expect(canonicalAddress(typed)).toBe(kept));

  test.each([
    ...[
      "nobody",
      "@example.com",
      "a@",
      "a@@example.com",
      "a@b@example.com",
      "a b@example.com",
      "a@exa mple.com",
    ],
    ...[
      "a@example..com",
      "a@.example.com",
      "a@example.com.",
      "a@-example.com",
      "a@example-.com",
      "a@a_b.com",
    ],
    ...[
      "a@example.com/x",
      "a@example.com:80",
      "a@[127.0.0.1]",
      "a@%65xample.com",
      "a@exa\\mple.com",
      "a@e?x",
    ],
    ...['"a b"@example.com', "Ünder@example.com", "\u212aate@example.com", "a,b@example.com", "a@xn--ä.de"],
    ...[
      `a@${"x".repeat(64)}.com`,
      "a@example\u2100.com",
      "a;b@example.com",
      "<a@example.com>",
      "a@ex\u0000ample.com",
    ],
  ])("%j is none", async (typed) => expect(await mistakeIn(typed)).toBe("email_malformed"));

  test.each(["\u200b", "\u3164 ", " "])("%j is empty", async (typed) => {
    expect(await mistakeIn(typed)).toBe("email_empty");
  });

  test("has 254 characters at most in the form in which mail is sent", async () => {
    const labels = `${"x".repeat(63)}.`.repeat(3);
    const local = "a".repeat(254 - 1 - labels.length - 2);
    expect(await mistakeIn(`${local}@${labels}de`)).toBeUndefined();
    expect(await mistakeIn(`a${local}@${labels}de`)).toBe("email_too_long");
    expect(await mistakeIn(`${"a".repeat(243)}@äöüß.de`)).toBe("email_too_long");
    expect(await mistakeIn("x".repeat(60_000))).toBe("email_too_long");
  });

  test.each([
    ...emails_ime.map((typed) => [typed, "name@example.com"] as const),
    ["NAME@EXAMPLE.COM", "name＠example。com"],
    ["one@räucher3.de", "ONE@xn--rucher3-5wa.de"],
  ] as const)("so that %j and %j are one person", async (one, other) => {
    const using = world();
    await using.db.deleteFrom("credit_entries").execute();
    await using.db.deleteFrom("users").execute();
    const joined = await join(using, one);
    expect(joined.ok).toBe(true);
    expect(await signIn(using, other)).toEqual(joined);
    expect(await join(using, other, "another password")).toMatchObject({ errors: { email: "email_taken" } });
  });

  test.each([
    ["info@räucher2.de", ["info@räucher2.de", "INFO@räucher2.de", "info@xn--rucher2-5wa.de"]],
    ["old@example-.com", ["old@example-.com", "Old@Example-.com"]],
  ])("an account that was kept as %s is found, and not joined again", async (kept, typed) => {
    const using = world();
    const now = new Date().toISOString();
    const id = crypto.randomUUID();
    const password_hash = await hashPassword("correct horse");
    await using.db
      .insertInto("users")
      .values({ id, email: kept, password_hash, created_at: now, updated_at: now })
      .execute();
    for (const spelling of typed) expect(await signIn(using, spelling)).toEqual({ ok: true, userId: id });
    const [spelling = ""] = typed;
    const wrong = { ok: false, errors: { "": "sign_in_wrong" }, values: { email: spelling } };
    expect(await signIn(using, spelling, "wrong")).toEqual(wrong);
    expect(await join(using, typed.at(-1) ?? "", "another password")).toMatchObject({ ok: false });
    expect(
      await using.db
        .selectFrom("users")
        .select("id")
        .where("email", "like", `%${kept.slice(-8)}`)
        .execute(),
    ).toEqual([{ id }]);
  });
});

describe("passwords", () => {
  test("are the same however a keyboard puts their letters together", async () => {
    const hash = await hashPassword("pa\u0301ss ｗｏｒｄ ﬁne");
    for (const password of ["p\u00e1ss word fine", "pa\u0301ss word ﬁne"])
      expect(await passwordMatches(password, hash)).toBe(true);
    expect(await passwordMatches("pass word fine", hash)).toBe(false);
  });

  test("are kept as scrypt with salt and cost", async () => {
    const [one, two] = await Promise.all(times(2, () => hashPassword("correct horse")));
    expect(one).toMatch(/^scrypt\$16384\$8\$5\$[\w+/]{22}==\$[\w+/]{43}=$/);
    expect(one).not.toBe(two);
    expect(await passwordMatches("correct horse", one)).toBe(true);
    expect(await passwordMatches("correct hors", one)).toBe(false);
    expect(await passwordMatches("", undefined)).toBe(false);
  });
});

describe("sessions", () => {
  const at = (url: string, cookie = "") => new Request(url, { headers: { Cookie: cookie } });
  const value = (setCookie: string) => setCookie.split(";")[0] ?? "";

  async function signedIn(using = world()) {
    const joined = await join(using, `${crypto.randomUUID()}@example.com`);
    if (!joined.ok) throw new Error("not joined");
    return {
      using,
      userId: joined.userId,
      setCookie: await openSession(using, at("http://localhost/"), joined.userId),
    };
  }

  test("on https the cookie is bound to the host and secure", async () => {
    const { using, userId } = await signedIn();
    const cookie = await openSession(using, at("https://flux.example/"), userId);
    expect(cookie).toMatch(
      /^__Host-session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  test("on http it has a plain name", async () => {
    const { setCookie } = await signedIn();
    expect(setCookie).toMatch(/^session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  test("each has an id of its own, and the table only its hash", async () => {
    const { using, userId, setCookie } = await signedIn();
    const second = await openSession(using, at("http://localhost/"), userId);
    expect(second).not.toBe(setCookie);
    const rows = await using.db
      .selectFrom("sessions")
      .select("id_hash")
      .where("user_id", "=", userId)
      .execute();
    expect(rows).toHaveLength(2);
    const id = JSON.parse(atob(decodeURIComponent(value(setCookie)).split("=")[1]?.split(".")[0] ?? ""));
    expect(rows.map(({ id_hash }) => id_hash)).not.toContain(id);
  });

  test("are a hundred at most: with one more, the one ends that was seen the longest ago", async () => {
    const { using, userId, setCookie } = await signedIn();
    const { db } = using;
    const open = () => openSession(using, at("http://localhost/"), userId);
    const isOpen = async (cookie: string) =>
      (await readSession(using, at("http://localhost/", value(cookie)))) !== null;
    for (const _ of times(99, () => null)) await open();
    expect(await isOpen(setCookie)).toBe(true);
    const first = await sessionHash(
      at("http://localhost/", value(setCookie)),
      using.settings.SESSION_SECRETS,
    );
    const seen = db.updateTable("sessions").set({ last_seen_at: "2026" });
    await seen.where("id_hash", "=", first ?? "").execute();
    const last = await open();
    const rows = await db.selectFrom("sessions").select("id_hash").where("user_id", "=", userId).execute();
    expect([rows.length, await isOpen(last), await isOpen(setCookie)]).toEqual([100, true, false]);
  });

  test("survive the rotation of secrets until the old one is taken out", async () => {
    const { using, userId, setCookie } = await signedIn(world({ SESSION_SECRETS: "old" }));
    const reading = (secrets: string) =>
      readSession(world({ SESSION_SECRETS: secrets }), at("http://localhost/", value(setCookie)));
    expect(await reading("new, old")).toMatchObject({ id: userId });
    expect(await reading("new")).toBeNull();
    expect(using.settings.SESSION_SECRETS).toEqual(["old"]);
  });

  test.each([
    ["changed", (cookie: string) => cookie.replace(/\.(.)/, (_, first) => (first === "A" ? ".B" : ".A"))],
    ["cut", (cookie: string) => cookie.slice(0, 20)],
    ["garbage", () => "session=%E0%A4%A"],
    ["unsigned", () => `session=${encodeURIComponent(btoa('"abc"'))}`],
    ["a number", () => `session=${encodeURIComponent(btoa("7"))}.x`],
  ])("a cookie that was %s is nobody's", async (_, tamper) => {
    const { using, setCookie } = await signedIn();
    expect(await readSession(using, at("http://localhost/", tamper(value(setCookie))))).toBeNull();
  });

  test("end on the server: a copy of the cookie is worth nothing", async () => {
    const { using, setCookie } = await signedIn();
    const request = at("http://localhost/", value(setCookie));
    expect(await closeSession(using, request)).toContain("Max-Age=0");
    expect(await readSession(using, request)).toBeNull();
  });

  test("end with their account, and with their time", async () => {
    const { using, userId, setCookie } = await signedIn();
    const request = at("http://localhost/", value(setCookie));
    await using.db
      .updateTable("sessions")
      .set({ expires_at: "2020-01-01T00:00:00.000Z" })
      .where("user_id", "=", userId)
      .execute();
    expect(await readSession(using, request)).toBeNull();

    const other = await signedIn(using);
    await using.db.deleteFrom("credit_entries").where("user_id", "=", other.userId).execute();
    await using.db.deleteFrom("users").where("id", "=", other.userId).execute();
    expect(await readSession(using, at("http://localhost/", value(other.setCookie)))).toBeNull();
  });

  test("are renewed once a day, not at every look", async () => {
    const { using, userId, setCookie } = await signedIn();
    const request = at("http://localhost/", value(setCookie));
    const calls = async () => {
      const before = using.timings.spent("db").calls;
      await readSession(using, request);
      return using.timings.spent("db").calls - before;
    };
    expect(await calls()).toBe(1);
    await using.db
      .updateTable("sessions")
      .set({ last_seen_at: "2025-01-01T00:00:00.000Z" })
      .where("user_id", "=", userId)
      .execute();
    expect(await calls()).toBe(2);
    expect(await calls()).toBe(1);
  });
});
