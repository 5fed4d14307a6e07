import { beforeEach, expect, test } from "vitest";
import { startGeneration } from "~/generations/start.server";
import { DEFAULT_MODEL } from "~/models/models";
import { microDollarsOf, usualPrice } from "~/models/price";
import { timestamp } from "~/platform/clock.server";
import { fulfil } from "~/purchases/fulfil.server";
import { emptyEverything } from "../../test/emptied";
import { aPayment, worldWithShop } from "../../test/shop";
import { anAccount, anOrder, times } from "../../test/world";
import { addToModelDays, marginsQuery } from "./margins.server";

beforeEach(emptyEverything);

const COST = microDollarsOf(DEFAULT_MODEL, { pictures: 0 });
const PRICE = usualPrice(DEFAULT_MODEL);

test("a model's day says what it cost, what it brought, and what of it came to nothing, each order once", async () => {
  const using = worldWithShop();
  const [guest, buyer, mixed] = await Promise.all(
    [10, 0, 500].map((credits) => anAccount(using, { credits })),
  );
  if (!guest || !buyer || !mixed) throw new Error("nobody");
  for (const user of [buyer, mixed]) await fulfil(using, await aPayment(using, user));
  const order = (prompt: string) => anOrder({ model: DEFAULT_MODEL.key, prompt });
  for (const user of [guest, buyer, mixed]) await startGeneration(using, user, order("a castle"));
  await startGeneration(using, buyer, order("a lighthouse"));
  using.pretend.onCreate = (made) => Response.json(using.pretend.fail(made, "NSFW content"), { status: 201 });
  await startGeneration(using, guest, order("something else"));

  await Promise.all(times(2, () => addToModelDays(using.db)));
  await addToModelDays(worldWithShop().db);
  const today = timestamp().slice(0, 10);
  const { cost_micro_usd: failed = 0 } =
    (await using.db
      .selectFrom("generation_history")
      .select("cost_micro_usd")
      .where("status", "=", "failed")
      .executeTakeFirst()) ?? {};
  // The smallest pack brings 3 dollars for 500 credits; who was given as many bought half of what they spend.
  const worth = 3_000_000 / 500;
  const income = Math.round(PRICE * worth * 2.5);
  const cost = 4 * COST + (failed ?? 0);
  expect(await marginsQuery(using, { from: today, to: today }).execute()).toEqual([
    {
      ...{ day: today, model: DEFAULT_MODEL.id, pictures: 4, failures: 1, cancels: 0 },
      ...{ credits: 4 * PRICE, free_credits: Math.round(1.5 * PRICE) },
      ...{ income_micro_usd: income, cost_micro_usd: cost, margin_micro_usd: income - cost },
      ...{ failed_micro_usd: failed, canceled_micro_usd: 0, free_micro_usd: Math.round(1.5 * COST) },
    },
  ]);
  expect(await marginsQuery(using, { from: "2020-01-01", to: "2020-12-31" }).execute()).toEqual([]);
});
