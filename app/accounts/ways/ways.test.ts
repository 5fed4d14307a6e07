import { describe, expect, test, vi } from "vitest";
import { noteProved } from "~/accounts/proving/note-proved.server";
import { takeNewEmail } from "~/accounts/recovery/change-email.server";
import { type Token, tokenId } from "~/accounts/recovery/tokens.server";
import { undoNewEmail } from "~/accounts/recovery/undo-email.server";
import { HOUR, timestamp } from "~/platform/clock.server";
import { anAccount, creditsOf, expectBooksToBalance, times, type World, world } from "../../../test/world";
import { hashPassword } from "../passwords/passwords.server";
import { providerOf, providersOf } from "../providers/providers.server";
import type { Person } from "../providers/told.server";
import type { User } from "../user";
import { accountFor } from "./account-for.server";
import { addWay } from "./add-way.server";
import { claim, unprovedAccount } from "./claim.server";
import type { AccountFor, Coming } from "./coming";
import { removeWay } from "./remove-way.server";
import { takeAddressFrom } from "./take-address.server";
import { waysOf } from "./ways.server";

const WITH_MAIL = { RESEND_API_KEY: "x", MAIL_FROM: "us@example.com", PUBLIC_ORIGIN: "http://localhost" };
const SITES = {
  ...{ GOOGLE_CLIENT_ID: "g", GOOGLE_CLIENT_SECRET: "g", GITHUB_CLIENT_ID: "h", GITHUB_CLIENT_SECRET: "h" },
};

const asked = { request: new Request("http://localhost/account/ways"), language: "en" } as const;

let people = 0;
/** Somebody at another site, which has verified an address of theirs that nobody has here. */
function aPerson(of: Partial<Person> = {}): Person {
  const subject = `subject-${++people}`;
  return {
    ...{ issuer: "https://site.example", subject, email: `${subject}@mail.example` },
    isVerified: true,
    ...of,
  };
}

function come(using: World, person: Person, more: Partial<Coming> = {}): Promise<AccountFor> {
  const request = new Request("http://localhost/login/with/oidc/callback");
  return accountFor(using, { ...{ request, person, invite: null, draft: "", language: "en" }, ...more });
}

/** An account that has an address: proved, of a newcomer who has not yet, or of a time when nobody was asked. */
async function has(using: World, email: string, standing: "proved" | "new" | "old"): Promise<string> {
  const { id } = await anAccount(using, { credits: 0 });
  const { db } = using;
  await db.atomically([
    db
      .updateTable("users")
      .set({ email, password_hash: await theHash() })
      .where("id", "=", id),
    ...(standing === "proved" ? [noteProved(db, id, email)] : []),
    ...(standing === "new"
      ? [db.insertInto("newcomers").values({ user_id: id, ends_at: timestamp(HOUR) })]
      : []),
    db.insertInto("sessions").values({
      ...{ id_hash: `session of ${id}`, id: null, browser: null, user_id: id, created_at: timestamp() },
      ...{ last_seen_at: timestamp(), expires_at: timestamp(HOUR) },
    }),
    db.insertInto("tokens").values({
      ...{ id: tokenId(), user_id: id, purpose: "reset", email, created_at: timestamp() },
      expires_at: timestamp(HOUR),
    }),
  ]);
  return id;
}

let hash = "";
async function theHash() {
  hash ||= await hashPassword("correct horse");
  return hash;
}

const count = async (using: World, table: "sessions" | "tokens" | "identities", userId: string) =>
  (await using.db.selectFrom(table).select("user_id").where("user_id", "=", userId).execute()).length;

const userOf = (using: World, id: string) =>
  using.db.selectFrom("users").select(["email", "password_hash"]).where("id", "=", id).executeTakeFirst();

/** What is left of an account by which anybody gets in. */
async function leftOf(using: World, id: string) {
  const user = await userOf(using, id);
  return {
    hasAddress: !user?.email.endsWith("@lost.invalid"),
    hasPassword: user?.password_hash !== "-",
    sessions: await count(using, "sessions", id),
    tokens: await count(using, "tokens", id),
  };
}
const UNTOUCHED = { hasAddress: true, hasPassword: true, sessions: 1, tokens: 1 };
const NOTHING = { hasAddress: false, hasPassword: false, sessions: 0, tokens: 0 };

type Case = [
  verified: boolean,
  account: "none" | "proved" | "new" | "old",
  mail: boolean,
  comes: "new" | "linked" | "whose" | "by_mail" | "address_not_verified",
];

describe("whose account it is, for each that the site and the account may have proved", () => {
  test.each<Case>([
    [true, "none", false, "new"],
    [true, "none", true, "new"],
    [true, "proved", false, "linked"],
    [true, "proved", true, "linked"],
    [true, "new", true, "new"],
    [true, "old", false, "whose"],
    [true, "old", true, "whose"],
    [false, "none", false, "new"],
    [false, "none", true, "by_mail"],
    [false, "proved", false, "address_not_verified"],
    [false, "proved", true, "by_mail"],
    [false, "new", true, "by_mail"],
    [false, "old", false, "address_not_verified"],
    [false, "old", true, "by_mail"],
  ])("verified %s, account %s, mails leave %s: %s", async (isVerified, account, mail, comes) => {
    const using = world(mail ? WITH_MAIL : {});
    const person = aPerson({ isVerified });
    const before = account === "none" ? null : await has(using, person.email ?? "", account);
    const found = await come(using, person);
    const kind = found.kind === "refused" ? found.why : found.kind;
    if (comes === "new" || comes === "linked") {
      if (found.kind !== "account") throw new Error(kind);
      expect(found.userId === before).toBe(comes === "linked");
      expect(await count(using, "identities", found.userId)).toBe(1);
      expect(await come(using, person)).toMatchObject({ kind: "account", userId: found.userId });
      const user = { id: found.userId, email: found.address, credits: 0 };
      expect(await creditsOf(using, user)).toBe(comes === "new" ? 10 : 0);
      await expectBooksToBalance(using, user);
    } else {
      expect(kind).toBe(comes);
    }
    if (before)
      expect(await leftOf(using, before)).toEqual(account === "new" && isVerified ? NOTHING : UNTOUCHED);
    if (before && comes !== "linked") expect(await count(using, "identities", before)).toBe(0);
  });

  test("an older account that is said to be a stranger's loses the address, and all that lets anybody in", async () => {
    const using = world();
    const person = aPerson();
    const before = await has(using, person.email ?? "", "old");
    await addWay(using, { id: before, email: person.email ?? "", credits: 0 }, aPerson(), asked);
    const found = await come(using, person, { isStranger: true });
    expect(found).toMatchObject({ kind: "account", address: person.email });
    expect(await leftOf(using, before)).toEqual(NOTHING);
    expect(await count(using, "identities", before)).toBe(0);
  });

  test("an older account that its person claims is theirs once, however often the form comes, and no other's of that site", async () => {
    const using = world();
    const person = aPerson();
    const id = await has(using, person.email ?? "", "old");
    const account = await unprovedAccount(using, person.email ?? "");
    if (account?.id !== id) throw new Error("not found");
    const claimed = await Promise.all(times(3, () => claim(using, account, person, "en")));
    expect(claimed).toEqual([null, null, null]);
    expect(await count(using, "identities", id)).toBe(1);
    expect(await come(using, person)).toMatchObject({ kind: "account", userId: id });
    const another = { ...person, subject: "another person of that site" };
    expect(await claim(using, account, another, "en")).toBe("way_of_another");
  });

  test("not so when the account proves the address at that very moment: then it is one person's", async () => {
    const using = world();
    const person = aPerson();
    const before = await has(using, person.email ?? "", "old");
    await using.db.atomically([noteProved(using.db, before, person.email ?? "")]);
    expect(await come(using, person, { isStranger: true })).toMatchObject({
      kind: "account",
      userId: before,
    });
    expect(await leftOf(using, before)).toEqual(UNTOUCHED);
  });

  test("nor when it has moved elsewhere at that very moment: it loses no way in", async () => {
    const using = world();
    const email = aPerson().email ?? "";
    const before = await has(using, email, "old");
    const moved = using.db
      .updateTable("users")
      .set({ email: `moved-${email}` })
      .where("id", "=", before);
    await using.db.atomically([moved, ...takeAddressFrom(using.db, before, [email])]);
    expect(await leftOf(using, before)).toEqual(UNTOUCHED);
  });

  test("it is known by the site's own name, whatever becomes of the address", async () => {
    const using = world();
    const person = aPerson();
    const first = await come(using, person);
    const other = await has(using, "somebody@mail.example", "proved");
    expect(await come(using, { ...person, email: "somebody@mail.example" })).toMatchObject(first);
    expect(await count(using, "identities", other)).toBe(0);
    expect(await come(using, { ...person, email: null, isVerified: false })).toMatchObject(first);
    // The same name at another site is somebody else.
    expect(await come(using, { ...person, issuer: "https://other.example", email: null })).toEqual({
      ...{ kind: "refused", why: "no_address_told" },
    });
  });

  test("an account knows one person of a site: another one with its address is not let in", async () => {
    const using = world();
    const person = aPerson();
    await come(using, person);
    expect(await come(using, { ...person, subject: "a later owner of the mailbox" })).toEqual({
      ...{ kind: "refused", why: "way_of_another" },
    });
  });

  test("of ten at once with one person one makes the account, and all are let in to it", async () => {
    const using = world();
    const person = aPerson();
    const found = await Promise.all(times(10, () => come(using, person)));
    const ids = new Set(found.map((one) => (one.kind === "account" ? one.userId : one.kind)));
    expect(ids.size).toBe(1);
    const accounts = await using.db
      .selectFrom("users")
      .select("id")
      .where("email", "=", person.email ?? "")
      .execute();
    expect(accounts).toHaveLength(1);
    expect(await creditsOf(using, { id: [...ids][0] ?? "", email: "", credits: 0 })).toBe(10);
  });

  test.each([
    ["closed", "join_closed"],
    ["invite", "join_by_invite"],
  ])("where joining is %s nobody new is made, and who is there signs in", async (SIGNUP, why) => {
    const [open, using] = [world(), world({ SIGNUP })];
    const [member, stranger] = [aPerson(), aPerson()];
    await come(open, member);
    expect(await come(using, member)).toMatchObject({ kind: "account" });
    expect(await come(using, stranger)).toEqual({ kind: "refused", why });
  });

  test("no free credits for a mailbox that had them, nor for addresses made for an hour", async () => {
    const using = world();
    const person = aPerson();
    const name = person.email?.split("@")[0];
    await come(using, person);
    for (const email of [`${name}+again@mail.example`, `${name}@mailinator.com`])
      expect(await come(using, aPerson({ email }))).toMatchObject({
        kind: "account",
        isWithoutCredits: true,
      });
  });

  test("an address is kept for the account that may still come back to it", async () => {
    const using = world();
    const person = aPerson();
    const email = person.email ?? "";
    const before = await has(using, email, "proved");
    const token = await aToken(using, before, "new_email", "moved-away@mail.example", email);
    const request = new Request("http://localhost/confirm/x");
    expect(await takeNewEmail(using, token, { request, language: "en" })).toBe("moved");
    expect(await come(using, person)).toEqual({ kind: "refused", why: "address_reserved" });
    // Whoever moved the account may have let themselves in by another site.
    const mover = { id: before, email: "moved-away@mail.example", credits: 0 };
    expect(await addWay(using, mover, aPerson(), asked)).toBeNull();
    const undo = await using.db
      .selectFrom("tokens")
      .select(["id", "purpose", "email"])
      .where("user_id", "=", before)
      .where("purpose", "=", "undo_email")
      .executeTakeFirstOrThrow();
    expect(await undoNewEmail(using, { ...undo, userId: before, accountEmail: mover.email }, "en")).toBe(
      true,
    );
    expect(await count(using, "identities", before)).toBe(0);
    expect(await come(using, person)).toMatchObject({ kind: "account", userId: before });
  });
});

async function aToken(
  { db }: World,
  userId: string,
  purpose: Token["purpose"],
  email: string,
  accountEmail: string,
): Promise<Token> {
  const token = { id: tokenId(), purpose, email };
  const dates = { created_at: timestamp(), expires_at: timestamp(HOUR) };
  await db
    .insertInto("tokens")
    .values({ ...token, user_id: userId, ...dates })
    .execute();
  return { ...token, userId, accountEmail };
}

test("a site that is set up by halves is named, with what it lacks, and no value", () => {
  const logged = vi.spyOn(console, "error").mockReturnValue();
  const halves: Record<string, string>[] = [
    { GOOGLE_CLIENT_ID: "a value" },
    { OIDC_ISSUER: "https://site.example", OIDC_CLIENT_ID: "a value" },
  ];
  for (const half of [...halves, { OIDC_ISSUER: "http://site.example" }])
    expect(() => world(half)).toThrow("settings unavailable");
  const said = logged.mock.calls.join("\n");
  for (const name of [
    "GOOGLE_CLIENT_SECRET is not set, and GOOGLE_CLIENT_ID is",
    "OIDC_CLIENT_SECRET",
    "OIDC_ISSUER is not https",
  ])
    expect(said).toContain(name);
  expect(said).not.toContain("a value");
  logged.mockRestore();
  expect(
    providersOf(world({ ...SITES, GITHUB_CLIENT_ID: "", GITHUB_CLIENT_SECRET: "" }).settings),
  ).toHaveLength(1);
});

describe("ways into an account", () => {
  const [google, github] = ["https://accounts.google.com", "https://github.com/login/oauth"];

  async function aMember(using: World, issuers: string[], { password = false } = {}) {
    const { id } = await anAccount(using, { credits: 0 });
    const user = { id, email: `${id}@mail.example`, credits: 0 };
    if (password)
      await using.db
        .updateTable("users")
        .set({ password_hash: await theHash() })
        .where("id", "=", id)
        .execute();
    for (const issuer of issuers) expect(await addWay(using, user, aPerson({ issuer }), asked)).toBeNull();
    return user;
  }
  const site = (using: World, id: string) =>
    providerOf(using.settings, id) as NonNullable<ReturnType<typeof providerOf>>;
  const remove = (using: World, user: User, id: string) => removeWay(using, user, site(using, id), asked);

  test("are added once, and never to two accounts", async () => {
    const using = world(SITES);
    const [one, other] = [await aMember(using, []), await aMember(using, [])];
    const person = aPerson({ issuer: google });
    const added = await Promise.all(times(5, () => addWay(using, one, person, asked)));
    expect(added).toEqual(times(5, () => null));
    expect(await count(using, "identities", one.id)).toBe(1);
    expect(await addWay(using, other, person, asked)).toBe("known_elsewhere");
    expect(await addWay(using, one, aPerson({ issuer: google }), asked)).toBe("way_of_another");
    const told = await using.db.selectFrom("mails").select("kind").where("user_id", "=", one.id).execute();
    expect(told).toEqual([{ kind: "way_added" }]);
  });

  test("the last one stays; with a password, or another site, any other goes", async () => {
    const using = world(SITES);
    const [alone, both, withPassword] = [
      await aMember(using, [google]),
      await aMember(using, [google, github]),
      await aMember(using, [google], { password: true }),
    ];
    expect(await remove(using, alone, "google")).toBe(false);
    expect(await remove(using, alone, "github")).toBe(false);
    expect([await remove(using, both, "google"), await remove(using, both, "github")]).toEqual([true, false]);
    expect(await remove(using, withPassword, "google")).toBe(true);
    const told = await using.db.selectFrom("mails").select("kind").where("user_id", "=", both.id).execute();
    expect(told.map(({ kind }) => kind).sort()).toEqual(["way_added", "way_added", "way_removed"]);
    expect(await waysOf(using, alone.id)).toMatchObject({ hasPassword: false, known: [{ id: "google" }] });
  });

  test("of two that are removed at once one stays, ten times over", async () => {
    const using = world(SITES);
    for (const user of await Promise.all(times(10, () => aMember(using, [google, github])))) {
      const removed = await Promise.all(["google", "github"].map((id) => remove(using, user, id)));
      expect(removed.filter(Boolean)).toHaveLength(1);
      expect(await count(using, "identities", user.id)).toBe(1);
    }
  });

  test("a site that is not set up any more is no way in", async () => {
    const using = world(SITES);
    const user = await aMember(using, [google, "https://gone.example"]);
    expect(await remove(using, user, "google")).toBe(false);
  });
});
