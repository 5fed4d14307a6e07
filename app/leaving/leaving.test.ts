import { env } from "cloudflare:test";
import { afterEach, expect, test, vi } from "vitest";
import { keepDraft } from "~/accounts/drafts.server";
import { stay } from "~/accounts/leaving/leavers.server";
import { LEAVING_DAYS } from "~/accounts/leaving/limits";
import { openSession } from "~/accounts/sessions.server";
import { guessesAt } from "~/accounts/sign-in-budgets.server";
import type { User } from "~/accounts/user";
import { freeCredits } from "~/accounts/welcome/free-credits.server";
import { mayMakeLink } from "~/budgets/links.server";
import { take } from "~/budgets/take.server";
import { startGeneration } from "~/generations/start.server";
import { streamsOf } from "~/generations/streams.server";
import { collect } from "~/history/collections/members.server";
import { shareCollection } from "~/history/collections/share.server";
import { deleteGenerations } from "~/history/deleted/delete.server";
import { removeForGood } from "~/history/deleted/remove.server";
import { searchesOf } from "~/history/searches.server";
import { sharedCollection } from "~/history/shared/collection.server";
import { audit } from "~/operations/audit.server";
import { sweep } from "~/operations/sweep.server";
import { sweepInputs } from "~/pictures/brought/sweep.server";
import { sweepImages } from "~/pictures/sweep.server";
import { DAY, HOUR, MINUTE, timestamp } from "~/platform/clock.server";
import { share, shareOf } from "~/shares/share.server";
import { sharedPicture } from "~/shares/shared-picture.server";
import { aPicture } from "../../test/deleted";
import { KINDS } from "../../test/faults";
import { WEBP } from "../../test/pretend-replicate";
import { anAccount, anInput, anOrder, entriesOf, generation, type World, world } from "../../test/world";
import { GOES_FIRST, GOES_LAST } from "./close.server";
import { endLeavers } from "./end-leavers.server";
import { leave } from "./leave.server";

afterEach(() => vi.useRealTimers());

const request = new Request("http://localhost/", { headers: { "User-Agent": "Firefox/140.0 (Linux)" } });

/** What remains of a person by intent: the ledger's lines and what they refer to, and that a mailbox had its free credits. */
const STAYS: Record<string, string[]> = {
  users: ["id", "email"],
  credit_entries: ["user_id", "generation_id", "reference"],
  settlements: ["generation_id"],
  ...{ purchases: ["user_id"], reversals: ["user_id"], person_totals: ["user_id"] },
  operator_acts: ["user_id", "operator_id", "generation_id"],
  welcomes: ["user_id"],
};
/** What goes in pieces, by the rows of generations, collections and uploads. */
const GOES_IN_PIECES = [
  ...["generation_history", "shares", "collections", "collection_members", "collection_shares"],
  ...["inputs", "input_contents"],
];

/** A person with at least one row in every table that can have one of theirs. */
async function aPerson(using: World): Promise<{ user: User; marks: string[] }> {
  const { db } = using;
  const id = crypto.randomUUID();
  const email = `leaver-${id.slice(0, 8)}@example.com`;
  const now = timestamp();
  await db.atomically([
    db.insertInto("users").values({ id, email, password_hash: "-", created_at: now, updated_at: now }),
    ...freeCredits(using, { userId: id, address: email, network: null }),
  ]);
  const user = { id, email, credits: 0 };
  const word = `zanzibar${id.slice(0, 8)}`;
  const prompt = `A ${word} at dawn`;
  const [shown, binned, gone] = [
    await aPicture(using, user, { prompt }),
    await aPicture(using, user, { prompt }),
    await aPicture(using, user, { prompt }),
  ];
  const inputs = [await anInput(using, user), await anInput(using, user, WEBP)];
  await startGeneration(using, user, anOrder({ prompt, model: "kontext" }, inputs.slice(0, 1)));
  await using.pictures.put(`previews/${shown.id}`, "preview");
  await share(using, user, shown.id, { withPrompt: true, indexable: true });
  const collected = await collect(using, user, [shown.id], { name: `My ${word}` });
  if (!("id" in collected)) throw new Error(JSON.stringify(collected));
  await shareCollection(using, user, collected.id, { withPrompts: true, indexable: true });
  await deleteGenerations(using, user, [binned.id, gone.id]);
  await removeForGood(using, user, [gone.id]);
  await keepDraft(using, id, new URLSearchParams({ prompt }).toString());
  await openSession(using, request, id);
  await take(using, [guessesAt(using, email)]);
  await mayMakeLink(using, user);
  await take(using, [searchesOf(using.settings, user.id), streamsOf(using.settings, user.id)]);
  const hash = `hash-of-${id}`.slice(0, 20);
  const anothers = await aPicture(using, await anAccount(using));
  await db.atomically([
    db.insertInto("reports").values({
      ...{ id: crypto.randomUUID(), generation_id: anothers.id, reason: "other", said: "", email },
      ...{ language: "en", answer: "", created_at: now },
    }),
    db.insertInto("invites").values({ id_hash: hash, uses: 2, used: 1, expires_at: now, created_at: now }),
    db.insertInto("invites_of_people").values({ invite_hash: hash, user_id: id, id: hash, created_at: now }),
    db.insertInto("invited").values({ user_id: id, invite_hash: hash, joined_at: now }),
    db.insertInto("newcomers").values({ user_id: id, ends_at: timestamp(900 * DAY) }),
    db.insertInto("proved_addresses").values({ user_id: id, email, proved_at: now }),
    db.insertInto("code_sign_ins").values({
      ...{ id_hash: hash, user_id: id, address: email, page: "/", draft: prompt },
      ...{ created_at: now, expires_at: timestamp(DAY) },
    }),
    db.insertInto("identities").values({ issuer: "x", subject: hash, user_id: id, email, created_at: now }),
    db
      .insertInto("second_factors")
      .values({ user_id: id, sealed_secret: "x", key_name: "x", created_at: now }),
    db.insertInto("recovery_codes").values({ user_id: id, number: 1, code_hash: "x" }),
    db.insertInto("passkeys").values({
      ...{ id: hash, user_id: id, name: word, public_key: "x", algorithm: -7, counter: 0, created_at: now },
    }),
    db.insertInto("passkey_handles").values({ user_id: id, handle: hash }),
    db.insertInto("operators").values({ user_id: id, made_at: now }),
    db.insertInto("blocks").values({ user_id: id, blocked_at: now }),
    db.insertInto("emptied").values({ user_id: id, emptied_at: now }),
    db.insertInto("replicate_turns").values({ user_id: id, taken_at: now }),
    db.insertInto("tokens").values({
      ...{ id: `t-${id}`, user_id: id, purpose: "confirm", email, created_at: now },
      expires_at: timestamp(900 * DAY),
    }),
  ]);
  const ids = [shown, binned, gone].map((one) => one.id);
  return { user, marks: [email, word, id, ...ids, ...inputs.map((input) => input.id)] };
}

type Column = { table: string; name: string };

/** Every column of text in every table there is. */
async function columns(): Promise<Column[]> {
  const { results } = await env.DB.prepare(
    `SELECT m.name AS "table", p.name AS name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS p
     WHERE m.type = 'table' AND p.type = 'TEXT' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '_cf_%' AND m.name NOT LIKE 'search%'`,
  ).all<Column>();
  return results;
}

/** Where in the database, in the index and in the store anything of this is, but for what stays. */
async function foundOf(user: User, marks: string[]): Promise<string[]> {
  const all = await columns();
  const answers = await env.DB.batch<{ value: string }>(
    all.map(({ table, name }) =>
      env.DB.prepare(
        `SELECT DISTINCT mark.value FROM json_each(?) AS mark JOIN "${table}" ON instr(lower("${table}"."${name}"), lower(mark.value)) > 0`,
      ).bind(JSON.stringify(marks)),
    ),
  );
  const places = all.flatMap(({ table, name }, index) =>
    (answers[index]?.results ?? [])
      .filter(
        ({ value }) => !STAYS[table]?.includes(name) || value === user.email || value.startsWith("zanz"),
      )
      .map(({ value }) => `${table}.${name}: ${value}`),
  );
  const { objects } = await env.PICTURES.list();
  places.push(...objects.map(({ key }) => key).filter((key) => marks.some((mark) => key.includes(mark))));
  const orphans = await env.DB.prepare(
    "SELECT rowid FROM search WHERE rowid NOT IN (SELECT position FROM generation_history)",
  ).all<{ rowid: number }>();
  return [...places, ...orphans.results.map(({ rowid }) => `search ${rowid}`)].sort();
}

function later(ms: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + ms });
}

const DUE = LEAVING_DAYS * DAY + 2 * MINUTE;

test("who leaves is closed at once, stays by signing in, and is removed in time: nothing is left but the ledger", async () => {
  const using = world({ SIGNUP_CREDITS: "100" });
  const { user, marks } = await aPerson(using);
  const { user: other, marks: othersMarks } = await aPerson(using);
  const tables = new Set((await columns()).map(({ table }) => table));
  const before = await foundOf(user, marks);
  const beforeOfOther = await foundOf(other, othersMarks);
  const owned = (await columns()).filter(({ name }) => name === "user_id").map(({ table }) => table);
  const handled = [...GOES_FIRST, ...GOES_LAST, ...GOES_IN_PIECES, ...Object.keys(STAYS)];
  // A table with rows of people that is not named here would be forgotten: say what becomes of them, and let this person have one.
  expect(owned.filter((name) => !handled.includes(name))).toEqual([]);
  const filled = new Set(before.map((place) => place.split(".")[0]));
  const goes = [...GOES_FIRST, ...GOES_LAST, ...GOES_IN_PIECES].filter(
    (name) => name !== "leavers" && name !== "mails",
  );
  expect(goes.filter((name) => !filled.has(name))).toEqual([]);
  expect(tables.size).toBeGreaterThan(30);
  const tokenOf = async (table: string) =>
    (
      await env.DB.prepare(`SELECT token FROM ${table} WHERE user_id = ?`)
        .bind(user.id)
        .first<{ token: string }>()
    )?.token ?? "";
  const [link, ofCollection] = [await tokenOf("shares"), await tokenOf("collection_shares")];
  const sees = async () => [
    Boolean(await sharedPicture(using, link)),
    Boolean(await sharedCollection(using, ofCollection, "newest")),
  ];
  expect(await sees()).toEqual([false, false]);
  await using.db.deleteFrom("blocks").where("user_id", "=", user.id).execute();
  expect(await sees()).toEqual([true, true]);

  const endsAt = await leave(using, user, "en");
  expect(await leave(using, user, "en")).toBeTruthy();
  expect(endsAt > timestamp((LEAVING_DAYS - 1) * DAY)).toBe(true);
  expect(await sees()).toEqual([false, false]);
  const mails = () => using.db.selectFrom("mails").select("kind").where("user_id", "=", user.id).execute();
  expect(await mails()).toEqual([{ kind: "leaving" }]);
  later(LEAVING_DAYS * DAY - MINUTE);
  expect(await endLeavers(using)).toBe(0);
  await using.db.atomically([stay(using.db, user.id)]);
  expect(await sees()).toEqual([true, true]);
  later(3 * MINUTE);
  expect(await endLeavers(using)).toBe(0);
  expect(await shareOf(using, user, marks[3] ?? "")).not.toBeNull();

  await leave(using, user, "en");
  const entries = await entriesOf(using, user);
  later(DUE);
  expect(await endLeavers(using)).toBe(1);
  expect(await endLeavers(using)).toBe(0);
  expect(await foundOf(user, marks)).toEqual([]);
  const [last, ...rest] = (await entriesOf(using, user)).slice(entries.length);
  expect([last?.kind, last?.balance_after, rest]).toEqual(["closing", 0, []]);
  expect(await foundOf(other, othersMarks)).toEqual(beforeOfOther);
  expect(
    (await audit(using)).filter(({ invariant }) => invariant !== "deleted_for_no_longer_than_is_said"),
  ).toEqual([]);

  // The mailbox had its free credits, whoever comes with it.
  const again = crypto.randomUUID();
  await using.db.atomically([
    using.db.insertInto("users").values({
      ...{
        id: again,
        email: user.email,
        password_hash: "-",
        created_at: timestamp(),
        updated_at: timestamp(),
      },
    }),
    ...freeCredits(using, { userId: again, address: user.email, network: null }),
  ]);
  expect(await entriesOf(using, { id: again, email: "", credits: 0 })).toEqual([]);
});

test("a run that dies anywhere is gone on with: the same is left, which is nothing", async () => {
  const calm = () => world({ SIGNUP_CREDITS: "100" });
  const points = [
    ...[0, 1, 2].map((skip) => ["batch", skip] as const),
    ["query", 3] as const,
    ["remove", 0] as const,
  ];
  const people: Awaited<ReturnType<typeof aPerson>>[] = [];
  for (const [index, [point, skip]] of points.entries()) {
    const person = await aPerson(calm());
    await leave(calm(), person.user, "en");
    people.push(person);
    later(DUE);
    const dying = calm();
    const kinds = KINDS.filter((kind) => kind.startsWith("crash"));
    dying.faults.plan(point, kinds[index % kinds.length] ?? "crash before", skip);
    await endLeavers(dying).catch(() => {});
    for (let run = 0; run < 3; run++) await endLeavers(calm());
    expect(await calm().db.selectFrom("leavers").select("user_id").execute()).toEqual([]);
  }
  later(25 * HOUR);
  await Promise.all([sweepImages(calm()), sweepInputs(calm())]);
  for (const { user, marks } of people) expect(await foundOf(user, marks)).toEqual([]);
});

test("what somebody has on the way is settled before their account ends, and a newcomer who had something goes wholly", async () => {
  const using = world({ SIGNUP_CREDITS: "100" });
  const { user, marks } = await aPerson(using);
  using.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
  const open = anOrder();
  expect(await startGeneration(using, user, open)).toMatchObject({ kind: "started" });
  expect(await generation(using, open.id)).toMatchObject({ status: "running" });
  await leave(using, user, "en");
  await using.db
    .updateTable("leavers")
    .set({ ends_at: timestamp(-HOUR) })
    .where("user_id", "=", user.id)
    .execute();
  expect(await endLeavers(using)).toBe(0);
  expect(await foundOf(user, [user.email])).not.toEqual([]);
  later(2 * HOUR);
  for (let run = 0; run < 4; run++) {
    await sweep(using);
    later(10 * MINUTE);
  }
  expect(await foundOf(user, [...marks, open.id])).toEqual([]);
  const entries = await entriesOf(using, user);
  expect(entries.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);

  const { user: newcomer, marks: theirs } = await aPerson(world({ SIGNUP_CREDITS: "100" }));
  await using.db
    .updateTable("newcomers")
    .set({ ends_at: timestamp(-1) })
    .where("user_id", "=", newcomer.id)
    .execute();
  await sweep(using);
  later(2 * MINUTE);
  await sweep(using);
  expect(await foundOf(newcomer, theirs)).toEqual([]);
});
