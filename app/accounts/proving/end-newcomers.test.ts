import { expect, test } from "vitest";
import { MINUTE, timestamp } from "~/platform/clock.server";
import { anAccount, type World, world } from "../../../test/world";
import type { User } from "../user";
import { endNewcomer, endNewcomers } from "./end-newcomers.server";

/** A newcomer whose time is over; with credits something outlives their account. */
async function aNewcomer(using: World, { credits }: { credits: number }): Promise<User> {
  const user = await anAccount(using, { credits });
  await using.db
    .insertInto("newcomers")
    .values({ user_id: user.id, ends_at: timestamp(-MINUTE) })
    .execute();
  return user;
}

const emailOf = async ({ db }: World, { id }: User) =>
  (await db.selectFrom("users").select("email").where("id", "=", id).executeTakeFirst())?.email;

test.each([0, 10])(
  "a newcomer with %i credits who proves the address when the sweep has seen them stays",
  async (credits) => {
    const using = world();
    const [staying, ending] = [await aNewcomer(using, { credits }), await aNewcomer(using, { credits })];
    await using.db.deleteFrom("newcomers").where("user_id", "=", staying.id).execute();
    expect(await endNewcomer(using, staying)).toBe(false);
    expect(await emailOf(using, staying)).toBe(staying.email);
    const left = await using.db
      .selectFrom("leavers")
      .select("ends_at")
      .where("user_id", "=", staying.id)
      .execute();
    expect(left).toEqual([]);
    expect(await endNewcomers(using)).toBe(1);
    expect(await emailOf(using, ending)).toBe(credits > 0 ? `${ending.id}@deleted.invalid` : undefined);
  },
);
