import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { anAccount, world } from "../../../test/world";
import { Unavailable } from "../unavailable.server";

async function two() {
  const using = world();
  const [one, other] = [await anAccount(using), await anAccount(using)];
  const before = using.timings.spent("db").calls;
  const email = ({ id }: { id: string }) =>
    using.db.selectFrom("users").select("email").where("id", "=", id).executeTakeFirstOrThrow();
  return { using, one, other, email, trips: () => using.timings.spent("db").calls - before };
}

describe("reads that are asked in the same moment", () => {
  test("travel in one round trip, whatever way they come, and each has its own answer", async () => {
    const { using, one, other, email, trips } = await two();
    const later = async () => {
      for (let turn = 0; turn < 5; turn++) await null;
      return email(other);
    };
    const both = using.db.readTogether([
      using.db.selectFrom("users").select("id").where("id", "=", one.id),
      using.db.selectFrom("users").select("id").where("id", "=", other.id),
    ]);
    expect(await Promise.all([email(one), later(), both])).toEqual([
      { email: one.email },
      { email: other.email },
      [[{ id: one.id }], [{ id: other.id }]],
    ]);
    expect(trips()).toBe(1);
  });

  test("see what was written before, and what is asked afterwards sees what was written since", async () => {
    const { using, one, email, trips } = await two();
    const [before] = await Promise.all([email(one), email(one)]);
    await using.db.updateTable("users").set({ email: "new@example.com" }).where("id", "=", one.id).execute();
    expect([before, await email(one)]).toEqual([{ email: one.email }, { email: "new@example.com" }]);
    expect(trips()).toBe(3);
  });

  test("do not fail for one among them that is wrong", async () => {
    const { using, one, email } = await two();
    const wrong = using.db
      .selectFrom("search")
      .select("rowid")
      .where(sql<boolean>`search MATCH ${'"'}`)
      .execute();
    const [good, bad] = await Promise.allSettled([email(one), wrong]);
    expect(good).toEqual({ status: "fulfilled", value: { email: one.email } });
    expect(bad).toMatchObject({ status: "rejected", reason: expect.any(Unavailable) });
  });

  test("are asked together once more when the database was away for a moment", async () => {
    const { using, one, other, email, trips } = await two();
    using.faults.plan("batch", "before");
    expect(await Promise.all([email(one), email(other)])).toEqual([
      { email: one.email },
      { email: other.email },
    ]);
    expect(trips()).toBe(2);
  });

  test("all say that it is not there when it stays away, and are not asked one by one", async () => {
    const { using, one, other, email, trips } = await two();
    for (let time = 0; time < 3; time++) using.faults.plan("batch", "before");
    const answers = await Promise.allSettled([email(one), email(other)]);
    expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(trips()).toBe(3);
  });
});
