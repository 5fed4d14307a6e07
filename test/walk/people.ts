import { env } from "cloudflare:test";
import { uuidv7 } from "uuidv7";
import { expect } from "vitest";
import { type Entry, hashOf, spendInvite } from "~/accounts/invites/invite.server";
import { leaveNow, stay } from "~/accounts/leaving/leavers.server";
import { joinByMail } from "~/accounts/proving/newcomer.server";
import { proveAddress } from "~/accounts/proving/prove.server";
import { askForNewEmail, takeNewEmail } from "~/accounts/recovery/change-email.server";
import type { Token } from "~/accounts/recovery/tokens.server";
import { undoNewEmail } from "~/accounts/recovery/undo-email.server";
import type { User } from "~/accounts/user";
import { accountFor } from "~/accounts/ways/account-for.server";
import { NO_PASSWORD } from "~/accounts/ways/no-password";
import { mailboxOf } from "~/accounts/welcome/mailbox.server";
import { GOES_FIRST, GOES_LAST } from "~/leaving/close.server";
import { endLeavers } from "~/leaving/end-leavers.server";
import { leave } from "~/leaving/leave.server";
import { DAY, timestamp } from "~/platform/clock.server";
import { keyedHash } from "~/platform/keyed-hash.server";
import type { World } from "../world";
import type { Dice } from "./dice";

/** People who come during a run, each with an address and one to move to, and the link by which two of them may join. */
export type Comers = { dice: Dice; people: { email: string; next: string }[]; invite: string };

const LANGUAGE = { language: "en" } as const;
const request = new Request("http://localhost/confirm/x");

export async function comersOf({ db }: World, dice: Dice): Promise<Comers> {
  const invite = uuidv7();
  const people = ["ann", "ben", "cy"].map((name) => {
    const email = `${name}-${invite}@comers.example`;
    return { email, next: `next-${email}` };
  });
  const until = { expires_at: timestamp(20 * DAY), created_at: timestamp() };
  await db
    .insertInto("invites")
    .values({ id_hash: hashOf(invite), uses: 2, ...until })
    .execute();
  return { dice, people, invite };
}

/** Something that one of those who come does. Like all acts it throws the dice before it waits. */
export function comersAct(isolate: World, comers: Comers): Promise<unknown> {
  return comers.dice.of(ACTS)(isolate, comers);
}

const ACTS = [joinOnce, joinOnce, comeBySite, openLink, openLink, openLink, moveAway, leaveOrStay];

/** Sends the form to join, the same twice or more often, with the invite. */
async function joinOnce(isolate: World, { dice, people, invite }: Comers) {
  const { email } = dice.of(people);
  const userId = uuidv7();
  const entry: Entry = { kind: "invited", hash: hashOf(invite) };
  const asked = { userId, spellings: [email], email, password_hash: NO_PASSWORD, draft: "prompt=x" };
  const ofNewcomer = spendInvite(isolate, entry, userId);
  return joinByMail(isolate, { ...asked, ...LANGUAGE, isKnown: false, ofNewcomer }, []);
}

/** Comes by another site, which has verified the address or not. */
async function comeBySite(isolate: World, { dice, people, invite }: Comers) {
  const { email } = dice.of(people);
  const person = { issuer: "https://site.example", subject: email, email, isVerified: dice.chance(0.7) };
  const using = { ...isolate, settings: { ...isolate.settings, SIGNUP: "invite" as const } };
  const isStranger = dice.chance(0.3);
  return accountFor(using, { request, person, invite, draft: "", ...LANGUAGE, isStranger });
}

/** Presses the button behind a link in one of the mails: of some time ago, or a second time. */
async function openLink(isolate: World, { dice }: Comers) {
  const at = dice.below(1_000);
  const { results } = await env.DB.prepare(
    `SELECT tokens.id, purpose, tokens.email, user_id AS userId, users.email AS accountEmail FROM tokens
     JOIN users ON users.id = user_id WHERE tokens.email LIKE '%@comers.example' ORDER BY tokens.created_at, tokens.rowid`,
  ).all<Token>();
  const token = results[at % Math.max(results.length, 1)];
  if (token?.purpose === "confirm") return proveAddress(isolate, request, token);
  if (token?.purpose === "new_email") return takeNewEmail(isolate, token, { request, ...LANGUAGE });
  return token?.purpose === "undo_email" && undoNewEmail(isolate, token, LANGUAGE.language);
}

/** Asks for a link to another address. */
async function moveAway(isolate: World, { dice, people }: Comers) {
  const { email, next } = dice.of(people);
  const user = await userAt(email);
  const to = { spellings: [next], email: next, request, ...LANGUAGE };
  return user && askForNewEmail(isolate, user, to);
}

/** Asks for the account to end, or comes back before it has. */
async function leaveOrStay(isolate: World, { dice, people }: Comers) {
  const { email, next } = dice.of(people);
  const [which, isLeaving, isAtOnce] = [dice.of([email, next]), dice.chance(0.6), dice.chance(0.3)];
  const user = await userAt(which);
  if (!user) return;
  if (!isLeaving) return isolate.db.atomically([stay(isolate.db, user.id)]);
  await leave(isolate, user, LANGUAGE.language);
  return isAtOnce && isolate.db.atomically([leaveNow(isolate.db, user.id)]);
}

function userAt(email: string): Promise<User | null> {
  return env.DB.prepare("SELECT id, email, credits FROM users WHERE email = ?").bind(email).first<User>();
}

/** Ends the account of somebody who has left, by runs of the sweep that break in the middle. */
export async function leaveWithAll(calm: () => World, user: User, dice: Dice): Promise<void> {
  await leave(calm(), user, LANGUAGE.language);
  await env.DB.prepare("UPDATE leavers SET ends_at = ? WHERE user_id = ?")
    .bind(timestamp(-DAY), user.id)
    .run();
  for (let run = 0; run < 4; run++) {
    const isolate = calm();
    isolate.faults.plan(
      dice.of(["batch", "query", "remove"]),
      dice.of(["before", "after", "crash after"]),
      dice.below(3),
    );
    await endLeavers(isolate).catch(() => {});
  }
  await endLeavers(calm());
  const left = await calm().db.selectFrom("users").selectAll().where("id", "=", user.id).executeTakeFirst();
  expect(left).toMatchObject({ email: `${user.id}@deleted.invalid`, credits: 0 });
  await expectNothingOfLeavers();
}

type Here = { id: string; email: string; invited: string | null; proved: string | null };

/**
 * Expects, once all times are over, of those who came: nobody is there without an invite, nor unproved; whoever proved an
 * address had the first credits, once for a mailbox; and nothing is left of who went.
 */
export async function expectPeopleRight({ settings }: World, { people, invite }: Comers): Promise<void> {
  const [secret = ""] = settings.SESSION_SECRETS;
  const addresses = people.flatMap(({ email, next }) => [email, next]);
  const list = addresses.map((email) => `'${email}'`).join();
  const [here, given, counted] = await Promise.all([
    all<Here>(
      `SELECT users.id, users.email, invited.user_id AS invited, proved_addresses.email AS proved FROM users
       LEFT JOIN invited ON invited.user_id = users.id LEFT JOIN proved_addresses ON proved_addresses.user_id = users.id
       WHERE users.email IN (${list})`,
    ),
    all<{ user_id: string }>(
      "SELECT user_id FROM credit_entries WHERE kind = 'welcome' GROUP BY user_id HAVING count(*) > 1",
    ),
    all<{ used: number }>(`SELECT used FROM invites WHERE id_hash = '${hashOf(invite)}'`),
  ]);
  expect(here.filter(({ invited }) => invited === null)).toEqual([]);
  expect(given, "welcomed twice").toEqual([]);
  expect(counted[0]?.used).toBeLessThanOrEqual(2);
  expect(await all("SELECT user_id FROM newcomers")).toEqual([]);
  for (const { email, next } of people) {
    if (!here.some((one) => one.proved !== null && [email, next].includes(one.email))) continue;
    const keys = [email, next].map((address) => `'${keyedHash(secret, `welcome:${mailboxOf(address)}`)}'`);
    const welcomes = await all(`SELECT 1 FROM welcomes WHERE mailbox_key IN (${keys.join()})`);
    expect(welcomes.length, `the first credits of ${email}`).toBeGreaterThan(0);
  }
  await expectNothingOfLeavers();
}

async function expectNothingOfLeavers(): Promise<void> {
  const tables = [...GOES_FIRST, ...GOES_LAST, "generation_history", "collections", "inputs"];
  const gone = "SELECT id FROM users WHERE email LIKE '%@deleted.invalid'";
  for (const table of tables)
    expect([table, await all(`SELECT 1 FROM ${table} WHERE user_id IN (${gone})`)]).toEqual([table, []]);
}

async function all<Row>(query: string): Promise<Row[]> {
  return (await env.DB.prepare(query).all<Row>()).results;
}
