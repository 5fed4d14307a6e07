import { env } from "cloudflare:test";
import { afterEach, expect, test, vi } from "vitest";
import { endNewcomers } from "~/accounts/proving/end-newcomers.server";
import { HOUR, timestamp } from "~/platform/clock.server";
import type { Services } from "~/services.server";
import { anAccount, world } from "../../test/world";
import { endLeavers } from "./end-leavers.server";

afterEach(() => vi.restoreAllMocks());

const ENDS: Record<"leavers" | "newcomers", (using: Services) => Promise<number>> = {
  leavers: endLeavers,
  newcomers: endNewcomers,
};

test.each(["leavers", "newcomers"] as const)(
  "of %s who end, one for whom it breaks keeps no other from it",
  async (table) => {
    vi.spyOn(console, "error").mockReturnValue();
    const using = world();
    const [first, second] = [await anAccount(using, { credits: 0 }), await anAccount(using, { credits: 0 })];
    for (const [hours, user] of [
      [3, first],
      [2, second],
    ] as const) {
      const row = { user_id: user.id, ends_at: timestamp(-hours * HOUR) };
      await (table === "leavers"
        ? using.db.insertInto(table).values({ ...row, asked_at: row.ends_at })
        : using.db.insertInto(table).values(row)
      ).execute();
    }
    const whenever = `WHEN OLD.id = '${first.id}' BEGIN SELECT RAISE(ABORT, 'broken'); END`;
    await env.DB.batch([
      env.DB.prepare(`CREATE TRIGGER breaks_changes BEFORE UPDATE ON users ${whenever}`),
      env.DB.prepare(`CREATE TRIGGER breaks_removal BEFORE DELETE ON users ${whenever}`),
    ]);
    try {
      await expect(ENDS[table](using)).rejects.toThrow();
    } finally {
      await env.DB.batch(
        ["breaks_changes", "breaks_removal"].map((name) => env.DB.prepare(`DROP TRIGGER ${name}`)),
      );
    }
    const left = await using.db
      .selectFrom("users")
      .select("email")
      .where("id", "in", [first.id, second.id])
      .execute();
    expect(left.map(({ email }) => email)).toContain(first.email);
    expect(left.map(({ email }) => email)).not.toContain(second.email);
    expect(await ENDS[table](using)).toBe(1);
  },
);
