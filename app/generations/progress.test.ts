import { expect, test } from "vitest";
import { anAccount, anOrder, generation, type World, world } from "../../test/world";
import type { User } from "../accounts/user";
import { updateGenerations } from "./generation.server";
import { type Progress, watch } from "./progress.server";
import { startGeneration } from "./start.server";

/** As the page listens: what it was told until the end. */
async function listen(using: World, user: User, id: string, after = -1): Promise<Progress[]> {
  const told: Progress[] = [];
  for await (const progress of watch(using, user, id, { after, signal: new AbortController().signal }))
    told.push(progress);
  return told;
}

const stages = (told: Progress[]) =>
  told.map((progress) => (progress.kind === "stage" ? progress.stage : progress.kind));

test("from the click on, before there is a row, to the end, each stage once", async () => {
  const using = world();
  const user = await anAccount(using);
  const order = anOrder();
  // Held by somebody, so that only this test takes it on.
  const held = { lease_until: "2999-01-01T00:00:00.000Z" };
  const change = (values: Parameters<typeof updateGenerations>[1]) =>
    updateGenerations(using.db, values).where("id", "=", order.id).execute();
  const told: string[] = [];
  using.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
  for await (const progress of watch(using, user, order.id, { signal: new AbortController().signal })) {
    const stage = progress.kind === "stage" ? progress.stage : progress.kind;
    told.push(stage);
    // The world goes one step on each time that it was told of the one before.
    if (stage === "received") {
      await startGeneration(using, user, order);
      await change({ ...held, status: "reserved" });
    }
    if (stage === "taken") await change({ status: "running" });
    if (stage === "making") await change({ status: "saving" });
    if (stage === "saving") {
      for (const prediction of using.pretend.predictions.values()) using.pretend.succeed(prediction);
      await change({ lease_until: null, next_attempt_at: null });
    }
  }
  expect(told).toEqual(["received", "taken", "making", "saving", "done"]);
  expect((await generation(using, order.id)).status).toBe("succeeded");
}, 20_000);

test("whoever comes back hears only what is new; whoever comes late hears the end", async () => {
  const using = world();
  const user = await anAccount(using);
  const order = anOrder();
  await startGeneration(using, user, order);
  expect(stages(await listen(using, user, order.id))).toEqual(["done"]);
  expect(stages(await listen(using, user, order.id, 3))).toEqual(["done"]);
});

test("one read a second, by primary key", async () => {
  const using = world();
  const user = await anAccount(using);
  const order = anOrder();
  using.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
  await startGeneration(using, user, order);
  // Held by somebody, so that listening does nothing but read.
  await updateGenerations(using.db, { lease_until: "2999-01-01T00:00:00.000Z" })
    .where("id", "=", order.id)
    .execute();
  const [calls, rows] = [using.timings.spent("db").calls, using.rowsRead()];
  const left = new AbortController();
  const listening = watch(using, user, order.id, { signal: left.signal });
  await listening.next();
  const from = performance.now();
  const next = listening.next();
  await new Promise((wake) => setTimeout(wake, 2_500));
  left.abort();
  expect((await next).done).toBe(true);
  const seconds = (performance.now() - from) / 1000;
  const read = using.timings.spent("db").calls - calls;
  expect(read).toBeGreaterThan(1);
  expect(read).toBeLessThanOrEqual(Math.ceil(seconds) + 1);
  expect(using.rowsRead() - rows).toBe(read);
});

test("another visitor's generation is not told of", async () => {
  const using = world();
  const order = anOrder();
  await startGeneration(using, await anAccount(using), order);
  const listening = watch(using, await anAccount(using), order.id, { signal: new AbortController().signal });
  expect((await listening.next()).value).toEqual({ kind: "stage", stage: "received" });
  await listening.return(undefined);
});
