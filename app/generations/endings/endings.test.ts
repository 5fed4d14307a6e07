import { env } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { audit } from "~/operations/audit.server";
import { sweep } from "~/operations/sweep.server";
import { DAY, HOUR, MINUTE, SECOND } from "~/platform/clock.server";
import { emptyEverything } from "../../../test/emptied";
import type { PretendPrediction } from "../../../test/pretend-replicate";
import {
  anAccount,
  anOrder,
  creditsOf,
  expectBooksToBalance,
  generation,
  times,
  type World,
  world,
} from "../../../test/world";
import type { User } from "../../accounts/user";
import { allowancesOf } from "../../credits/allowances.server";
import { advance } from "../advance.server";
import { startGeneration } from "../start.server";
import { cancelGeneration } from "./cancel.server";
import { cancelOffer, noteWish } from "./cancel-terms.server";

const NSFW = "NSFW content detected. Try running it again with a different prompt.";

beforeEach(emptyEverything);
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-03-01T12:00:00Z") }));
beforeEach(() => {
  for (const method of ["log", "warn", "error"] as const) vi.spyOn(console, method).mockReturnValue();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

let using: World;
let user: User;
/** A world with these settings, and somebody with credits in it. */
async function given(vars: Record<string, string> = {}, credits = 50): Promise<void> {
  using = world({ MAX_OPEN_GENERATIONS: "99", ...vars });
  user = await anAccount(using, { credits });
}
beforeEach(() => given());
afterEach(async () => {
  await expectBooksToBalance(using, user);
  // The database has a clock of its own, by which what is open here is old.
  const breaches = (await audit(using)).filter(
    ({ invariant }) => invariant !== "not_open_for_more_than_an_hour",
  );
  expect(breaches).toEqual([]);
  expect(using.pretend.mistakes).toEqual([]);
});

const failing = (error: unknown) => {
  using.pretend.onCreate = (made) => Response.json(using.pretend.fail(made, error), { status: 201 });
};
const going = (status: PretendPrediction["status"]) => {
  using.pretend.onCreate = (made) => Response.json(Object.assign(made, { status }), { status: 201 });
};
const everyPrediction = () => [...using.pretend.predictions.values()];

/** Orders one picture and returns its id. */
async function ordered(fields: Record<string, string> = {}): Promise<string> {
  const order = anOrder({ prompt: crypto.randomUUID(), ...fields });
  expect((await startGeneration(using, user, order)).kind).toBe("started");
  return order.id;
}
/** What became of a picture, and whether its credit was kept. */
async function endingOf(id: string) {
  const { status, error_code } = await generation(using, id);
  const kept = await env.DB.prepare("SELECT kept FROM settlements WHERE generation_id = ?")
    .bind(id)
    .first("kept");
  return { status, error_code, kept };
}
const left = async () => {
  const { refusals, cancels } = await allowancesOf(using, user.id);
  return { refusals: refusals.left, cancels: cancels.left };
};

describe("endings by their true names", () => {
  test.each([
    ["E9243", 3, "failed"],
    ["ModelError E001", 3, "failed"],
    ["E003", 3, "failed"],
    ["Prediction interrupted (code: PA)", 3, "interrupted"],
    ["Something that will not get better", 1, "failed"],
    [NSFW, 1, "moderated"],
  ])("%s: asked %i times, %s, with the credit back", async (error, creates, error_code) => {
    failing(error);
    const id = await ordered();
    for (let minute = 0; minute < 4; minute++) {
      later(MINUTE);
      await sweep(using);
    }
    expect(await endingOf(id)).toEqual({ status: "failed", error_code, kept: null });
    expect(using.pretend.creates).toBe(creates);
    expect(await creditsOf(using, user)).toBe(50);
  });

  test.each(["aborted", "canceled"] as const)("%s without a wish took too long", async (status) => {
    going("processing");
    const id = await ordered();
    for (const made of everyPrediction()) made.status = status;
    later(10 * MINUTE);
    await sweep(using);
    expect(await endingOf(id)).toEqual({ status: "failed", error_code: "too_slow", kept: null });
    expect(await creditsOf(using, user)).toBe(50);
  });

  test("a wish that comes while Replicate tells of the end is still the visitor's own cancel", async () => {
    going("processing");
    const id = await ordered();
    using.pretend.onGet = async (made) => {
      await env.DB.prepare(
        "UPDATE generation_history SET cancel_requested_at = '2026-03-01', cancel_terms = 'free' WHERE id = ?",
      )
        .bind(id)
        .run();
      return Response.json(Object.assign(made, { status: "canceled" }));
    };
    later(MINUTE);
    await sweep(using);
    expect(await endingOf(id)).toEqual({ status: "canceled", error_code: "canceled", kept: null });
  });

  test("Replicate is told the deadline of the model", async () => {
    const { replicate } = using;
    const deadlines: number[] = [];
    const create: typeof replicate.create = (options) => {
      deadlines.push(options.deadlineSeconds);
      return replicate.create(options);
    };
    const order = anOrder();
    const model = { ...order.model };
    await startGeneration({ ...using, replicate: { ...replicate, create } }, user, order);
    expect(deadlines).toEqual([model.deadlineSeconds]);
  });
});

describe("canceling", () => {
  const cancel = (id: string, agreed?: "free" | "counted" | "kept") =>
    cancelGeneration(using, user, id, agreed);
  const offer = async (id: string) => (await cancelOffer(using, await generation(using, id))).terms;
  const running = async () => {
    going("processing");
    return ordered();
  };

  test("while it is made: so many a day with the credit back, then the credit is kept, as was agreed to", async () => {
    for (let cancels = 5; cancels > 0; cancels--) {
      const id = await running();
      expect(await cancelOffer(using, await generation(using, id))).toEqual({
        ...{ terms: "counted", left: cancels, most: 5 },
      });
      expect(await cancel(id, "counted")).toBe("done");
      expect(await endingOf(id)).toEqual({ status: "canceled", error_code: "canceled", kept: null });
    }
    expect(await creditsOf(using, user)).toBe(50);
    const id = await running();
    expect(await offer(id)).toBe("kept");
    expect(await cancel(id, "kept")).toBe("done");
    expect(await endingOf(id)).toEqual({ status: "canceled", error_code: "canceled_kept", kept: "canceled" });
    expect(await creditsOf(using, user)).toBe(49);
  });

  test.each([undefined, "free", "counted"] as const)(
    "never on worse terms than agreed to (%s): nothing is stopped, and it goes on",
    async (agreed) => {
      await given({ FREE_CANCELS_A_DAY: "0" });
      const id = await running();
      expect(await cancel(id, agreed)).toBe("other terms");
      expect(everyPrediction().map(({ status }) => status)).toEqual(["processing"]);
      for (const made of everyPrediction()) using.pretend.succeed(made);
      later(MINUTE);
      await sweep(using);
      expect(await endingOf(id)).toEqual({ status: "succeeded", error_code: null, kept: null });
    },
  );

  test("on better terms than agreed to, if there are", async () => {
    const id = await running();
    expect(await cancel(id, "kept")).toBe("done");
    expect((await endingOf(id)).error_code).toBe("canceled");
  });

  test("free while Replicate is too busy to take it, and none of the day's is used", async () => {
    await given({ FREE_CANCELS_A_DAY: "0" });
    using.pretend.onCreate = () => new Response(null, { status: 429, headers: { "Retry-After": "30" } });
    const id = await ordered();
    expect(await offer(id)).toBe("free");
    expect(await cancel(id, "free")).toBe("done");
    expect(await endingOf(id)).toEqual({ status: "canceled", error_code: "canceled", kept: null });
    expect(await creditsOf(using, user)).toBe(50);
  });

  test("free while Replicate has not begun: it is aborted there", async () => {
    await given({ FREE_CANCELS_A_DAY: "0" });
    going("starting");
    const id = await ordered();
    expect(await offer(id)).toBe("free");
    expect(await cancel(id, "free")).toBe("done");
    expect(everyPrediction().map(({ status }) => status)).toEqual(["aborted"]);
    expect(await endingOf(id)).toEqual({ status: "canceled", error_code: "canceled", kept: null });
  });

  test("not free any more if Replicate began since the page was shown, and then the page says so", async () => {
    going("starting");
    const id = await ordered();
    for (const made of everyPrediction()) made.status = "processing";
    expect(await cancel(id, "free")).toBe("other terms");
    expect(everyPrediction().map(({ status }) => status)).toEqual(["processing"]);
    expect(await offer(id)).toBe("counted");
  });

  test("nor while Replicate is being asked, which may have begun", async () => {
    let told: string[] = [];
    const order = anOrder();
    using.pretend.onCreate = async (made) => {
      const answers = [await cancel(order.id, "free"), await cancel(order.id, "counted")];
      told = answers;
      return Response.json(Object.assign(made, { status: "processing" }), { status: 201 });
    };
    await startGeneration(using, user, order);
    expect(told).toEqual(["other terms", "done"]);
    expect(await endingOf(order.id)).toEqual({ status: "canceled", error_code: "canceled", kept: null });
    expect((await left()).cancels).toBe(4);
  });

  test("the last free one, wished for two at once: one has it, the other goes on", async () => {
    await given({ FREE_CANCELS_A_DAY: "1" });
    const ids = [await running(), await running()];
    const told = await Promise.all(ids.map((id) => cancel(id, "counted")));
    expect(told.sort()).toEqual(["done", "other terms"]);
    const endings = await Promise.all(ids.map(endingOf));
    expect(endings.map(({ status }) => status).sort()).toEqual(["canceled", "running"]);
    expect(await creditsOf(using, user)).toBe(49);
  });

  test("pressed ten times at once it uses one of the day's", async () => {
    const id = await running();
    await Promise.all(times(10, () => cancel(id, "counted")));
    expect((await endingOf(id)).status).toBe("canceled");
    expect(await left()).toEqual({ refusals: 3, cancels: 4 });
  });

  test.each<[string, (made: PretendPrediction) => void]>([
    ["the picture was faster", (made) => using.pretend.succeed(made)],
    ["it failed by itself", (made) => using.pretend.fail(made, "no")],
    ["Replicate had not begun after all", (made) => Object.assign(made, { status: "aborted" })],
  ])("one of the day's that %s is not used", async (_, end) => {
    const id = await running();
    for (const made of everyPrediction()) end(made);
    expect(await cancel(id, "counted")).toBe("done");
    expect((await generation(using, id)).completed_at).not.toBeNull();
    expect(await left()).toEqual({ refusals: 3, cancels: 5 });
  });

  test("a new day has its own, and what was taken yesterday is given back to yesterday", async () => {
    await given({ FREE_CANCELS_A_DAY: "1" });
    vi.setSystemTime(new Date("2026-03-01T23:59:58Z"));
    expect(await cancel(await running(), "counted")).toBe("done");
    const id = await running();
    expect(await offer(id)).toBe("kept");
    later(3 * SECOND);
    expect(await offer(id)).toBe("counted");
    expect(await cancel(id, "kept")).toBe("done");
    expect((await endingOf(id)).kept).toBeNull();
    expect(await left()).toEqual({ refusals: 3, cancels: 0 });
  });

  test("another visitor's is none of theirs", async () => {
    const id = await running();
    const stranger = await anAccount(using);
    expect(await cancelGeneration(using, stranger, id, "kept")).toBe("done");
    expect(await generation(using, id)).toMatchObject({ status: "running", cancel_requested_at: null });
  });
});

describe("what the safety filter refuses", () => {
  test("gives the credit back so many times a day, then not; a new day has its own", async () => {
    vi.setSystemTime(new Date("2026-03-01T23:59:00Z"));
    failing(NSFW);
    for (const refusals of [2, 1, 0]) {
      expect((await endingOf(await ordered())).error_code).toBe("moderated");
      expect((await left()).refusals).toBe(refusals);
    }
    expect(await creditsOf(using, user)).toBe(50);
    const id = await ordered();
    expect(await endingOf(id)).toEqual({ status: "failed", error_code: "moderated_kept", kept: "refused" });
    expect(await creditsOf(using, user)).toBe(49);
    later(HOUR);
    expect((await endingOf(await ordered())).error_code).toBe("moderated");
    expect((await left()).refusals).toBe(2);
  });

  test("of four at once with one left, one gives it back", async () => {
    await given({ FREE_REFUSALS_A_DAY: "1" });
    failing(NSFW);
    await ordered({ count: "4" });
    expect(await creditsOf(using, user)).toBe(47);
  });

  test("other failures are not counted, and always give it back", async () => {
    await given({ FREE_REFUSALS_A_DAY: "0" });
    failing("no");
    for (let round = 0; round < 4; round++) await ordered();
    expect(await creditsOf(using, user)).toBe(50);
  });

  test("who was told that canceling gives the credit back has it, though the filter was faster", async () => {
    await given({ FREE_REFUSALS_A_DAY: "0" });
    going("processing");
    const id = await ordered();
    for (const made of everyPrediction()) using.pretend.fail(made, NSFW);
    expect(await cancelGeneration(using, user, id, "counted")).toBe("done");
    expect(await endingOf(id)).toEqual({ status: "failed", error_code: "moderated", kept: null });
    expect((await left()).cancels).toBe(4);
  });
});

describe("predictions a day, whatever their end", () => {
  const order = (fields: Record<string, string> = {}) =>
    startGeneration(using, user, anOrder({ prompt: crypto.randomUUID(), ...fields }));

  test("as many as may be, however many are asked for at once; then it says until when", async () => {
    await given({ PREDICTIONS_A_DAY: "3" });
    const results = await Promise.all(times(10, () => order()));
    expect(results.filter(({ kind }) => kind === "started")).toHaveLength(3);
    expect(results.find(({ kind }) => kind === "spent")).toEqual({
      ...{ kind: "spent", left: 0, again_at: "2026-03-02T00:00:00.000Z" },
    });
    expect(using.pretend.creates).toBe(3);
    expect(await creditsOf(using, user)).toBe(47);
    later(12 * HOUR);
    expect((await order()).kind).toBe("started");
  });

  test("all of an order or none", async () => {
    await given({ PREDICTIONS_A_DAY: "3" });
    expect(await order({ count: "4" })).toMatchObject({ kind: "spent", left: 3 });
    expect(await creditsOf(using, user)).toBe(50);
    expect((await order({ count: "3" })).kind).toBe("started");
  });

  test("second attempts are counted too; where none is left the credit is back", async () => {
    await given({ PREDICTIONS_A_DAY: "2" });
    failing("E1001");
    const id = await ordered();
    for (let minute = 0; minute < 4; minute++) {
      later(MINUTE);
      await sweep(using);
    }
    expect(await endingOf(id)).toEqual({ status: "failed", error_code: "day_is_spent", kept: null });
    expect(using.pretend.creates).toBe(2);
    expect(await creditsOf(using, user)).toBe(50);
  });

  test("an attempt whose holder was succeeded is neither counted nor made", async () => {
    failing("E1001");
    const id = await ordered();
    later(10 * SECOND);
    const row = await generation(using, id);
    await env.DB.prepare("UPDATE generation_history SET lease_until = NULL WHERE id = ?").bind(id).run();
    await Promise.all(times(4, () => advance(using, row)));
    const counted = await env.DB.prepare("SELECT predictions FROM day_counts").first("predictions");
    expect([using.pretend.creates, counted]).toEqual([2, 2]);
  });

  test("for the whole site, where it has a bound, with others' among them", async () => {
    await given({ SITE_PREDICTIONS_A_DAY: "2" });
    await startGeneration(using, await anAccount(using), anOrder());
    expect((await order()).kind).toBe("started");
    expect(await order()).toMatchObject({ kind: "spent", left: 0 });
    expect(using.pretend.creates).toBe(2);
  });

  test("the same form sent again is the picture that it was", async () => {
    await given({ PREDICTIONS_A_DAY: "1" });
    const form = anOrder();
    for (let round = 0; round < 2; round++)
      expect(await startGeneration(using, user, form)).toMatchObject({ kind: "started", id: form.id });
    expect(using.pretend.creates).toBe(1);
  });

  test("what the result cache offers is none", async () => {
    await given({ PREDICTIONS_A_DAY: "1", RESULT_CACHE_HOURS: "24" });
    await startGeneration(using, user, anOrder({ prompt: "cached" }));
    expect((await startGeneration(using, user, anOrder({ prompt: "cached" }))).kind).toBe("offered");
    expect(using.pretend.creates).toBe(1);
  });

  test("a batch whose answer is lost counts once", async () => {
    await given({ PREDICTIONS_A_DAY: "1" });
    using.faults.plan("batch", "after");
    expect((await order()).kind).toBe("started");
    expect(using.pretend.creates).toBe(1);
  });
});

test("S2: nobody has 96 predictions made without losing a credit", async () => {
  await given({}, 10);
  for (let round = 0; round < 96; round++) {
    const order = anOrder({ prompt: crypto.randomUUID() });
    if (round % 2 === 0) failing(NSFW);
    else going("processing");
    if ((await startGeneration(using, user, order)).kind !== "started") continue;
    // However they answer the question what it may cost.
    for (const agreed of ["free", "counted", "kept"] as const)
      await cancelGeneration(using, user, order.id, agreed);
  }
  expect(await creditsOf(using, user)).toBe(0);
  // The ten that were paid for, and what the day has free.
  expect(using.pretend.creates).toBe(10 + 3 + 5);
});

test("a wish that is noted at midnight is counted on the day by which it is given back", async () => {
  going("processing");
  const { id } = anOrder();
  await startGeneration(using, user, anOrder({ id }));
  const row = await generation(using, id);
  if (!row) throw new Error("no such generation");
  // At each look the clock has struck midnight.
  const [start] = [Date.now()];
  let looks = 0;
  const clock = vi.spyOn(Date, "now").mockImplementation(() => start + looks++ * DAY);
  expect(await noteWish(using, row, "counted")).toBe(true);
  clock.mockRestore();
  const { results } = await env.DB.prepare(
    `SELECT day = substr(cancel_requested_at, 1, 10) AS same, cancels FROM day_counts JOIN generation_history USING (user_id)
     WHERE generation_history.id = ? AND cancels > 0`,
  )
    .bind(id)
    .all();
  expect(results).toEqual([{ same: 1, cancels: 1 }]);
});
