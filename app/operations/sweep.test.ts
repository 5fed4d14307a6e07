import { env } from "cloudflare:test";
import { afterEach, expect, test, vi } from "vitest";
import { updateGenerations } from "~/generations/generation.server";
import { startGeneration } from "~/generations/start.server";
import { HOUR, timestamp } from "~/platform/clock.server";
import { anAccount, anOrder, generation, times, world } from "../../test/world";
import { sweep } from "./sweep.server";

afterEach(() => void vi.useRealTimers());
afterEach(() => void vi.restoreAllMocks());

test("of more generations than one run takes, the oldest are taken first", async () => {
  const using = world({ MAX_OPEN_GENERATIONS: "200" });
  const user = await anAccount(using, { credits: 200 });
  using.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
  const orders = times(120, (index) => anOrder({ prompt: `in line ${index}` }));
  for (const order of orders) await startGeneration(using, user, order);
  for (const prediction of using.pretend.predictions.values()) using.pretend.succeed(prediction);
  // The last ordered is made the oldest, so that neither ids nor positions can stand in for the age.
  const byAge = orders.toReversed();
  for (const [index, { id }] of byAge.entries())
    await updateGenerations(using.db, {
      created_at: timestamp(-600_000 + index),
      next_attempt_at: timestamp(-1_000),
    })
      .where("id", "=", id)
      .execute();
  await sweep(world({}, using.pretend));
  const states = await Promise.all(byAge.map(async ({ id }) => (await generation(using, id)).status));
  expect(states).toEqual([...times(100, () => "succeeded"), ...times(20, () => "running")]);
});

test("a picture whose settlement is still open is no orphan, however long it has lain there", async () => {
  const using = world();
  const user = await anAccount(using);
  using.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
  const order = anOrder();
  await startGeneration(using, user, order);
  await env.PICTURES.put(`pictures/${order.id}`, "stored, and then the isolate died");
  await env.PICTURES.put(`thumbnails/${order.id}`, "as small as that");
  const orphan = crypto.randomUUID();
  await env.PICTURES.put(`pictures/${orphan}`, "nobody's");
  // Nobody takes the open generation further: only the walk through the store is looked at.
  const later = Date.now() + 3 * HOUR;
  await updateGenerations(using.db, { next_attempt_at: new Date(later + HOUR).toISOString() })
    .where("id", "=", order.id)
    .execute();
  vi.useFakeTimers({ toFake: ["Date"], now: later });
  for (let run = 0; run < 3; run++) await sweep(using);
  expect(await env.PICTURES.head(`pictures/${orphan}`)).toBeNull();
  expect(await env.PICTURES.head(`pictures/${order.id}`)).not.toBeNull();
  expect(await env.PICTURES.head(`thumbnails/${order.id}`)).not.toBeNull();
});

test("a picture that is missing from the store is logged as a broken invariant, once it is an hour old", async () => {
  const using = world();
  const order = anOrder();
  await startGeneration(using, await anAccount(using), order);
  await env.PICTURES.delete(`pictures/${order.id}`);
  const errors = vi.spyOn(console, "error").mockReturnValue();
  /** What a walk through the whole store says of that picture. */
  const told = async () => {
    errors.mockClear();
    for (let run = 0; run < 3; run++) await sweep(using);
    const lines = errors.mock.calls.map(([line]) => JSON.parse(String(line)));
    return lines.filter(({ id }) => id === order.id);
  };
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
  expect(await told()).toEqual([]);
  vi.setSystemTime(Date.now() + HOUR + 1);
  const line = { event: "invariant_broken", invariant: "picture_is_stored", id: order.id };
  expect(new Set((await told()).map((each) => JSON.stringify(each)))).toEqual(
    new Set([JSON.stringify(line)]),
  );
});
