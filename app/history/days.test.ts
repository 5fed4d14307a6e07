import { describe, expect, test } from "vitest";
import type { User } from "~/accounts/user";
import { startGeneration } from "~/generations/start.server";
import { anAccount, anOrder, type World, world } from "../../test/world";
import { byDay } from "./days.server";
import { askedFor } from "./filter.server";
import { historyPage } from "./list.server";

const ZONE = "Australia/Sydney";

/** A visitor with generations that were made at these moments, oldest first. */
async function madeAt(using: World, ...moments: string[]): Promise<User> {
  const user = await anAccount(using, { credits: moments.length });
  for (const created_at of moments) {
    const order = anOrder({ prompt: created_at });
    await startGeneration(using, user, order);
    await using.db.updateTable("generation_history").set({ created_at }).where("id", "=", order.id).execute();
  }
  return user;
}

/** The longest that a day can be: the clocks of Sydney went back on it, so that it had 25 hours. */
const DAY = { date: "2026-04-05", begins: "2026-04-04T13:00:00.000Z", ends: "2026-04-05T14:00:00.000Z" };
const MOMENTS = [
  "2026-04-04T12:59:59.999Z",
  DAY.begins,
  "2026-04-05T13:30:00.000Z",
  "2026-04-05T13:59:59.999Z",
  DAY.ends,
];

describe("a day on which clocks go back", () => {
  test.each([
    ["from", MOMENTS.slice(1)],
    ["to", MOMENTS.slice(0, 4)],
    ["both", MOMENTS.slice(1, 4)],
  ])("a picture made at midnight belongs to the day that begins: %s", async (side, expected) => {
    const using = world();
    const user = await madeAt(using, ...MOMENTS);
    const days = new URLSearchParams(
      ["from", "to"].filter((name) => side === "both" || side === name).map((name) => [name, DAY.date]),
    );
    for (const query of [`${days}`, `${days}&model=klein`]) {
      const asked = askedFor(new URL(`http://localhost/history?${query}`), ZONE);
      if (!asked.ok) throw new Error(JSON.stringify(asked.errors));
      const { cards } = await historyPage(using, user, { filter: asked.filter });
      expect(cards.map(({ prompt }) => prompt).reverse()).toEqual(expected);
    }
  });

  test("the list is parted there, and counts days, not hours", async () => {
    const using = world();
    const user = await madeAt(using, ...MOMENTS);
    const { cards } = await historyPage(using, user);
    const days = byDay(cards, ZONE, Date.parse("2026-04-06T00:00:00Z"));
    expect(days.map(({ date, age, cards }) => [date, age, cards.length])).toEqual([
      ["2026-04-06", 0, 1],
      ["2026-04-05", 1, 3],
      ["2026-04-04", 2, 1],
    ]);
  });
});
