import { describe, expect, test } from "vitest";
import { DAY, timestamp } from "~/platform/clock.server";
import { anAccount, times, type World, world } from "../../../test/world";
import { authenticator } from "../authenticator.server";
import { entryNow, entryOf, hashOf, spendInvite, wasInviteOver } from "./invite.server";
import { endInvite, endInvitesOf, makeInvite, ownInvites } from "./own-invites.server";

const byInvite = () => world({ SIGNUP: "invite" });
const at = (id?: string) =>
  new Request(`http://localhost/join${id ? `?invite=${id}` : ""}`, { method: "POST" });

async function join(using: World, id?: string): Promise<string> {
  const form = new FormData();
  form.set("email", `${crypto.randomUUID()}@example.com`);
  form.set("password", "a horse that is correct");
  const answer = await authenticator(using, form).authenticate("join", at(id));
  return answer.ok ? "in" : (answer.errors[""] ?? "");
}

async function anInvite(using: World, { uses = 1, lasts = DAY } = {}): Promise<string> {
  const id = crypto.randomUUID();
  const row = { id_hash: hashOf(id), uses, expires_at: timestamp(lasts), created_at: timestamp() };
  await using.db.insertInto("invites").values(row).execute();
  return id;
}

/** Two at a time, as passwords are hashed in an isolate. */
async function joinAll(using: World, count: number, id: string): Promise<string[]> {
  const answers: string[] = [];
  while (answers.length < count) answers.push(...(await Promise.all(times(6, () => join(using, id)))));
  return answers;
}

describe("who may join", () => {
  test("nobody by the link of somebody who is blocked, who leaves, or who has left", async () => {
    const using = world({ SIGNUP: "invite", INVITES_A_PERSON: "5" });
    const { db } = using;
    const user = await anAccount(using);
    await makeInvite(using, user, { id: crypto.randomUUID(), uses: 5, days: 7 });
    const secret = (await ownInvites(using, user)).invites[0]?.secret ?? "";
    const says = async () => (await entryNow(using, entryOf(using, at(secret)))).kind;
    const entry = { kind: "invited", hash: hashOf(secret) } as const;
    const spent = () =>
      db.atomically(spendInvite(using, entry, user.id)).then(
        () => "spent",
        (error) => (wasInviteOver(error) ? "over" : "broken"),
      );
    const now = timestamp();
    const leaves = { user_id: user.id, asked_at: now, ends_at: timestamp(DAY) };
    const ways = [
      ["blocks", db.insertInto("blocks").values({ user_id: user.id, blocked_at: now })],
      ["leavers", db.insertInto("leavers").values(leaves)],
    ] as const;
    for (const [table, goes] of ways) {
      await goes.execute();
      expect([await says(), await spent()]).toEqual(["refused", "over"]);
      await db.deleteFrom(table).where("user_id", "=", user.id).execute();
      expect(await says()).toBe("invited");
    }
    await db.atomically([endInvitesOf(db, user.id)]);
    await db.deleteFrom("invites_of_people").where("user_id", "=", user.id).execute();
    expect([await says(), await spent()]).toEqual(["refused", "over"]);
  });

  test("with an invite for three are exactly three, of twelve who come at the same moments", async () => {
    const using = byInvite();
    const id = await anInvite(using, { uses: 3 });
    const answers = await joinAll(using, 12, id);
    expect(answers.filter((answer) => answer === "in")).toHaveLength(3);
    expect(new Set(answers)).toEqual(new Set(["in", "invite_over"]));
    const hash = hashOf(id);
    const joined = await using.db
      .selectFrom("invited")
      .select("user_id")
      .where("invite_hash", "=", hash)
      .execute();
    const invite = using.db.selectFrom("invites").select("used").where("id_hash", "=", hash);
    expect([joined.length, await invite.executeTakeFirst()]).toEqual([3, { used: 3 }]);
  });

  test("without an invite, with one that is over, or one that nobody made: nobody, and nothing is left", async () => {
    const using = byInvite();
    const users = async () => (await using.db.selectFrom("users").select("id").execute()).length;
    const before = await users();
    const over = await anInvite(using, { lasts: -1 });
    expect([await join(using), await join(using, over), await join(using, "guessed")]).toEqual([
      "join_by_invite",
      "invite_over",
      "invite_over",
    ]);
    expect(await users()).toBe(before);
  });

  test("where it is closed: nobody, not with an invite either", async () => {
    const using = world({ SIGNUP: "closed" });
    const id = await anInvite(using);
    expect([await join(using), await join(using, id)]).toEqual(["join_closed", "join_closed"]);
  });

  test("the page says so before anything is typed", async () => {
    const using = byInvite();
    const id = await anInvite(using);
    const says = async (request: Request) => {
      const entry = await entryNow(using, entryOf(using, request));
      return entry.kind === "refused" ? entry.why : entry.kind;
    };
    expect([await says(at()), await says(at(id))]).toEqual(["join_by_invite", "invited"]);
    await join(using, id);
    expect(await says(at(id))).toBe("invite_over");
  });

  test("a person may invite so many, by links of their own, however often and at once the form is sent", async () => {
    const using = world({ SIGNUP: "invite", INVITES_A_PERSON: "6" });
    const [user, other] = [await anAccount(using), await anAccount(using)];
    const [id, further] = [crypto.randomUUID(), crypto.randomUUID()];
    const make = (of: string, uses: number, who = user) => makeInvite(using, who, { id: of, uses, days: 7 });
    expect(await Promise.all([make(id, 5), make(id, 5), make(id, 5)])).toEqual(["made", "made", "made"]);
    expect([await make(further, 2), await make(further, 1)]).toEqual(["none", "made"]);
    const { invites, left } = await ownInvites(using, user);
    expect([invites.map(({ uses }) => uses).sort(), left]).toEqual([[1, 5], 0]);
    const secret = invites.find((invite) => invite.id === id)?.secret ?? "";
    const answers = await joinAll(using, 6, secret);
    expect(answers.filter((answer) => answer === "in")).toHaveLength(5);
    // Only its person ends a link, and has the places again that nobody took.
    await endInvite(using, other, further);
    expect((await ownInvites(using, user)).invites.find((invite) => invite.id === further)?.left).toBe(1);
    await endInvite(using, user, further);
    expect((await ownInvites(using, user)).left).toBe(1);
    expect((await ownInvites(using, other)).invites).toEqual([]);
    expect(
      await makeInvite(world({ SIGNUP: "invite" }), other, { id: crypto.randomUUID(), uses: 1, days: 1 }),
    ).toBe("none");
  });
});
