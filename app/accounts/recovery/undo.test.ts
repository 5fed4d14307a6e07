import { expect, test } from "vitest";
import { DAY, timestamp } from "~/platform/clock.server";
import { anAccount, type World, world } from "../../../test/world";
import { authenticator } from "../authenticator.server";
import { noteProved } from "../proving/note-proved.server";
import { standingOf } from "../proving/standing.server";
import type { User } from "../user";
import { takeNewEmail } from "./change-email.server";
import { addToken, type Token, tokenId } from "./tokens.server";
import { undoNewEmail } from "./undo-email.server";

const asked = { request: new Request("http://localhost/confirm/x"), language: "en" } as const;

/** Ways in, each named by when it was added. */
const DAYS_AGO = { long: 8, before: 6 };

async function addWays({ db }: World, user: User, name: string, daysAgo: number) {
  const [created_at, id] = [timestamp(-daysAgo * DAY), `${name} of ${user.id}`];
  const key = { public_key: "", algorithm: -7, counter: 0, created_at, last_used_at: null } as const;
  const of = { user_id: user.id };
  await db.atomically([
    db.insertInto("passkeys").values({ id, name, ...of, ...key }),
    db
      .insertInto("identities")
      .values({ issuer: `https://${name}.example`, subject: id, ...of, email: null, created_at }),
  ]);
}

async function addFactor({ db }: World, user: User, daysAgo: number) {
  const [created_at, of] = [timestamp(-daysAgo * DAY), { user_id: user.id }];
  await db.atomically([
    db
      .insertInto("second_factors")
      .values({ ...of, sealed_secret: "", key_name: "", created_at, turned_on_at: created_at }),
    db.insertInto("recovery_codes").values({ ...of, number: 1, code_hash: "" }),
  ]);
}

/** Moves an account by the link that goes to the new address, and returns the link that takes it back. */
async function move(using: World, user: User): Promise<Token> {
  const { db } = using;
  const [id, email] = [tokenId(), `thief-${user.id}@example.com`];
  const token = { id, userId: user.id, purpose: "new_email" as const, email };
  await db.atomically([addToken(db, { ...token, lasts: DAY })]);
  expect(await takeNewEmail(using, { ...token, accountEmail: user.email }, asked)).toBe("moved");
  const undo = await db
    .selectFrom("tokens")
    .select(["id", "purpose", "email"])
    .where("user_id", "=", user.id)
    .where("purpose", "=", "undo_email")
    .executeTakeFirstOrThrow();
  return { ...undo, userId: user.id, accountEmail: email };
}

async function waysOf({ db }: World, { id }: User) {
  const [keys, sites, factors, codes] = await db.readTogether([
    db.selectFrom("passkeys").select("name").where("user_id", "=", id),
    db.selectFrom("identities").select("issuer").where("user_id", "=", id),
    db.selectFrom("second_factors").select("user_id").where("user_id", "=", id),
    db.selectFrom("recovery_codes").select("number").where("user_id", "=", id),
  ]);
  return {
    keys: keys.map(({ name }) => name),
    sites: sites.map(({ issuer }) => issuer),
    factors: factors.length + codes.length,
  };
}

test("an undone move ends every way in that whoever moved the account has added, before it too", async () => {
  const using = world();
  const user = await anAccount(using);
  await addWays(using, user, "long", DAYS_AGO.long);
  await addWays(using, user, "before", DAYS_AGO.before);
  await addFactor(using, user, DAYS_AGO.before);
  const undo = await move(using, user);
  await addWays(using, user, "after", 0);
  expect((await waysOf(using, user)).keys).toHaveLength(3);
  expect(await undoNewEmail(using, undo, "en")).toBe(true);
  // What is older was told of by a mail long ago.
  expect(await waysOf(using, user)).toEqual({ keys: ["long"], sites: ["https://long.example"], factors: 0 });
});

test("a second factor that is older than that goes on being asked for, and others keep theirs", async () => {
  const using = world();
  const [user, other] = [await anAccount(using), await anAccount(using)];
  await addFactor(using, user, DAYS_AGO.long);
  await addFactor(using, other, DAYS_AGO.before);
  await addWays(using, other, "before", DAYS_AGO.before);
  expect(await undoNewEmail(using, await move(using, user), "en")).toBe(true);
  expect(await waysOf(using, user)).toMatchObject({ factors: 2 });
  expect(await waysOf(using, other)).toMatchObject({ keys: ["before"], factors: 2 });
});

test("an address that its account may come back to is nobody else's: not who joins, nor who moves there", async () => {
  const using = world();
  const [user, other] = [await anAccount(using), await anAccount(using)];
  const undo = await move(using, user);
  const form = new FormData();
  form.set("email", user.email);
  form.set("password", "correct horse");
  const joining = new Request("http://localhost/join", { method: "POST" });
  expect(await authenticator(using, form).authenticate("join", joining)).toMatchObject({
    errors: { email: "email_taken" },
  });
  // Asked for before it was kept for anybody.
  const token = { id: tokenId(), userId: other.id, purpose: "new_email" as const, email: user.email };
  await using.db.atomically([addToken(using.db, { ...token, lasts: DAY })]);
  expect(await takeNewEmail(using, { ...token, accountEmail: other.email }, asked)).toBe("taken");
  expect(await undoNewEmail(using, undo, "en")).toBe(true);
});

test("an account keeps the proof of the address where it is, whatever is found out of one that it has left", async () => {
  const using = world();
  const user = await anAccount(using);
  await move(using, user);
  await using.db.atomically([noteProved(using.db, user.id, user.email)]);
  expect(await standingOf(using, user.id)).toMatchObject({ isProved: true });
});
