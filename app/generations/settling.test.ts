import { env } from "cloudflare:test";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { sweep } from "~/operations/sweep.server";
import { signed } from "../../test/signed";
import {
  anAccount,
  anOrder,
  creditsOf,
  entriesOf,
  expectBooksToBalance,
  generation,
  times,
  type World,
  world,
} from "../../test/world";
import type { User } from "../accounts/user";
import { advance } from "./advance.server";
import { claim, release, updateHeld } from "./lease.server";
import { LEASE_SECONDS } from "./limits";
import type { Order } from "./order/order.server";
import { settleFailure, settleSuccess } from "./settle.server";
import { startGeneration } from "./start.server";
import { receiveWebhook } from "./webhook.server";

/** Who may write, who settles, and what is told of it. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;

beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterAll(() => void vi.useRealTimers());
afterEach(() => void vi.restoreAllMocks());
afterEach(() => env.DB.prepare("DELETE FROM generation_history WHERE completed_at IS NULL").run());
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

let using: World;
let user: User;
let order: Order;

beforeEach(async () => {
  using = world();
  user = await anAccount(using);
  order = anOrder({ prompt: crypto.randomUUID() });
});

const row = () => generation(using, order.id);
const elsewhere = (vars = {}) => world(vars, using.pretend);
const linesOf = (method: "log" | "warn" | "error") => {
  const spy = vi.spyOn(console, method).mockReturnValue();
  return (event: string) =>
    spy.mock.calls.map(([line]) => JSON.parse(String(line))).filter((line) => line.event === event);
};
/** A generation that is on its way at Replicate and held by nobody. */
async function onItsWay(): Promise<void> {
  using.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
  await startGeneration(using, user, order);
  later(3 * SECOND);
}
async function heldByUs() {
  await onItsWay();
  const held = await claim(using, order.id);
  if (!held) throw new Error("somebody else holds it");
  return held;
}
const picture = (change = {}) => ({
  id: order.id,
  content_type: "image/png" as const,
  width: 1,
  height: 1,
  bytes: 1,
  ...change,
});

describe("F6: a settlement that the schema refuses for good ends in a refund", () => {
  test.each([
    { width: 0 },
    { height: 0 },
    { width: -1 },
    { bytes: 0 },
    { width: 1.5 },
    { height: Number.NaN },
    { content_type: "image/avif" as "image/png" },
  ])("a picture of %j", async (change) => {
    const errors = linesOf("error");
    await settleSuccess(using, await heldByUs(), picture(change));
    expect(await row()).toMatchObject({ status: "failed", error_code: "bad_picture", image_id: null });
    expect(await creditsOf(using, user)).toBe(10);
    expect(errors("settlement_refused")).toHaveLength(1);
    await expectBooksToBalance(using, user, { isOver: true });
  });

  test("a picture whose id the table has already", async () => {
    linesOf("error");
    const held = await heldByUs();
    await env.DB.prepare("INSERT INTO images VALUES (?, 'image/png', 1, 1, 1, NULL, '2026', NULL, 0, NULL)")
      .bind(order.id)
      .run();
    await settleSuccess(using, held, picture());
    expect(await row()).toMatchObject({ status: "failed", error_code: "bad_picture" });
    await expectBooksToBalance(using, user, { isOver: true });
  });

  test("a database that is not there refuses nothing: the picture comes later", async () => {
    linesOf("error");
    const held = await heldByUs();
    using.faults.plan("batch", "crash before");
    await expect(settleSuccess(using, held, picture())).rejects.toThrow();
    expect(await generation(elsewhere(), order.id)).toMatchObject({ status: "running" });
  });
});

describe("F9: a settlement sent again after a lost answer is known by its mark", () => {
  test.each(["succeeded", "failed"] as const)("%s: one line, one warning", async (outcome) => {
    const [info, warn] = [linesOf("log"), linesOf("warn")];
    using.pretend.onCreate = (made) =>
      Response.json(
        outcome === "succeeded" ? using.pretend.succeed(made) : using.pretend.fail(made, "NSFW"),
        {
          status: 201,
        },
      );
    using = world({ SLOW_GENERATION_MS: "0" }, using.pretend);
    const create = using.pretend.onCreate;
    using.pretend.onCreate = (made) => {
      later(SECOND);
      return create(made);
    };
    using.faults.plan("batch", "after", 1);
    await startGeneration(using, user, order);
    expect((await row()).status).toBe(outcome);
    expect(info("generation")).toEqual([expect.objectContaining({ id: order.id, outcome })]);
    expect(warn("slow_generation")).toHaveLength(1);
    await sweep(elsewhere());
    expect(info("generation")).toHaveLength(1);
    await expectBooksToBalance(using, user, { isOver: true });
  });

  test("who settles second ends silently, and changes nothing", async () => {
    const info = linesOf("log");
    const held = await heldByUs();
    await settleFailure(using, held, "failed");
    const settled = await row();
    await settleFailure(using, { ...held, lease_holder: "another" }, "moderated");
    await settleSuccess(using, { ...held, lease_holder: "another" }, picture());
    expect(await row()).toEqual(settled);
    expect(info("generation")).toHaveLength(1);
    expect((await entriesOf(using, user)).filter(({ kind }) => kind === "refund")).toHaveLength(1);
  });

  test("a settlement whose answer is lost is made good by the request itself, not by the sweep", async () => {
    using.faults.plan("batch", "before", 1);
    await startGeneration(using, user, order);
    expect((await row()).status).toBe("succeeded");
  });
});

describe("leases", () => {
  test("a holder that wakes when another took over writes nothing", async () => {
    const late = await heldByUs();
    later((LEASE_SECONDS + 1) * SECOND);
    const now = await claim(elsewhere(), order.id);
    expect(now).not.toBeNull();
    const before = await row();
    await updateHeld(using.db, late, { status: "saving" }).execute();
    await release(using, late, { next_attempt_at: null });
    await settleFailure(using, late, "failed");
    await settleSuccess(using, late, picture());
    expect(await row()).toEqual(before);
    expect(await creditsOf(using, user)).toBe(9);
  });

  test("nor when the other has released it since", async () => {
    const late = await heldByUs();
    later((LEASE_SECONDS + 1) * SECOND);
    await advance(elsewhere(), await row());
    const before = await row();
    expect(before).toMatchObject({ status: "running", lease_holder: null });
    await settleFailure(using, late, "failed");
    await release(using, late, { status: "reserved", prediction_id: null, next_attempt_at: null });
    expect(await row()).toEqual(before);
  });

  test("a create that answers after its lease went to another makes no second charge and no second picture", async () => {
    using.pretend.onCreate = async (made) => {
      later((LEASE_SECONDS + 1) * SECOND);
      using.pretend.succeed(made);
      await sweep(elsewhere());
      return Response.json(made, { status: 201 });
    };
    await startGeneration(using, user, order);
    expect(await row()).toMatchObject({ status: "succeeded" });
    expect(using.pretend).toMatchObject({ creates: 1, madeTwice: [] });
    await expectBooksToBalance(using, user, { isOver: true });
  });

  test.each([1, SECOND, (LEASE_SECONDS - 1) * SECOND])(
    "while one works, another does nothing %i ms later",
    async (ms) => {
      await heldByUs();
      const before = await row();
      later(ms);
      await Promise.all(times(3, () => advance(elsewhere(), before, { evenIfNotDue: true })));
      await sweep(elsewhere());
      expect(await row()).toEqual(before);
    },
  );

  test("of many who want it at once, one holds it", async () => {
    await onItsWay();
    const claims = await Promise.all(times(8, () => claim(elsewhere(), order.id)));
    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  test("just after its lease is over, another takes on what a holder left", async () => {
    await heldByUs();
    for (const made of using.pretend.made) using.pretend.succeed(made);
    later(LEASE_SECONDS * SECOND + 1);
    await sweep(elsewhere());
    expect((await row()).status).toBe("succeeded");
  });
});

describe("lost predictions", () => {
  /** Orders whose creates were made and their answers lost. */
  async function lost(orders: Order[]): Promise<void> {
    for (const each of orders) {
      const isolate = elsewhere({ MAX_OPEN_GENERATIONS: "9" });
      isolate.faults.plan("create", "after");
      await startGeneration(isolate, user, each);
    }
  }
  const found = async (orders: Order[]) =>
    Promise.all(orders.map(async ({ id }) => (await generation(using, id)).prediction_id));

  test.each<[string, Record<string, string>[]]>([
    ["one prompt", [{}, {}, {}]],
    ["one fixed seed", [{ seed: "5" }, { seed: "5" }, { seed: "5" }]],
    ["two models and one seed", [{ seed: "5" }, { seed: "5", model: "dev", price: "9" }]],
  ])("several of %s each find their own", async (_, fields) => {
    user = await anAccount(using, { credits: 50 });
    const orders = fields.map((each) => anOrder({ prompt: order.prompt, ...each }));
    await lost(orders);
    for (const _minute of times(3, () => 0)) {
      later(MINUTE + SECOND);
      await sweep(elsewhere());
    }
    const ids = await found(orders);
    expect(new Set(ids)).toEqual(new Set(using.pretend.made.map(({ id }) => id)));
    for (const [index, each] of orders.entries()) {
      const made = using.pretend.made.find(({ id }) => id === ids[index]);
      expect(made?.model).toBe(each.model.id);
      expect((await generation(using, each.id)).status).toBe("succeeded");
    }
    expect(using.pretend.creates).toBe(orders.length);
  });

  test.each([-20, 20])("Replicate's clock may be %i seconds off", async (seconds) => {
    await lost([order]);
    for (const made of using.pretend.made)
      made.created_at = new Date(Date.parse(made.created_at) + seconds * SECOND).toISOString();
    later(MINUTE + SECOND);
    await sweep(elsewhere());
    expect((await row()).status).toBe("succeeded");
    expect(using.pretend.creates).toBe(1);
  });

  test("one that failed is not adopted: another is made", async () => {
    await lost([order]);
    for (const made of using.pretend.made) using.pretend.fail(made, "no");
    later(MINUTE + SECOND);
    await sweep(elsewhere());
    expect(await row()).toMatchObject({ status: "succeeded", attempts: 2 });
  });

  describe("one that was refused is settled as refused, and not made anew", () => {
    async function expectRefusedOnce(): Promise<void> {
      expect(await row()).toMatchObject({ status: "failed", error_code: "moderated", attempts: 1 });
      expect(using.pretend.creates).toBe(1);
      await expectBooksToBalance(using, user, { isOver: true });
    }
    const refuse = () => {
      for (const made of using.pretend.made) using.pretend.fail(made, "NSFW content");
    };

    test("when the answer to its create was lost", async () => {
      await lost([order]);
      refuse();
      later(MINUTE + SECOND);
      await sweep(elsewhere());
      await expectRefusedOnce();
    });

    test("when it broke before the refund was written", async () => {
      using.pretend.onCreate = (made) =>
        Response.json(using.pretend.fail(made, "NSFW content"), { status: 201 });
      using.faults.plan("batch", "crash before", 1);
      await startGeneration(using, user, order);
      using = elsewhere();
      expect(await row()).toMatchObject({ status: "reserved", prediction_id: null });
      later(MINUTE + SECOND);
      await sweep(elsewhere());
      await expectRefusedOnce();
    });

    test("as soon as there is news of it", async () => {
      await lost([order]);
      refuse();
      later(MINUTE + SECOND);
      const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
      const news = signed(secret, JSON.stringify({ id: using.pretend.made[0]?.id }));
      await receiveWebhook(elsewhere({ REPLICATE_WEBHOOK_SECRET: secret }), order.id, news);
      await expectRefusedOnce();
    });

    test("unless there is a picture of the same words and seed", async () => {
      await lost([order]);
      const [ours] = using.pretend.made;
      const twin = { ...ours, id: "refused", status: "failed", error: "NSFW content" };
      using.pretend.onList = (results) => Response.json({ results: [twin, ...results], next: null });
      later(MINUTE + SECOND);
      await sweep(elsewhere());
      expect(await row()).toMatchObject({ status: "succeeded", prediction_id: ours?.id });
    });
  });

  test("one that failed in passing is made anew, though its answer was lost", async () => {
    await lost([order]);
    for (const made of using.pretend.made) using.pretend.fail(made, "CUDA out of memory");
    later(MINUTE + SECOND);
    await sweep(elsewhere());
    expect(await row()).toMatchObject({ status: "succeeded", attempts: 2 });
  });

  test("nobody searches within the first ten seconds", async () => {
    await lost([order]);
    const lists = () =>
      using.pretend.requests.filter(({ method, path }) => method === "GET" && path.endsWith("/predictions"))
        .length;
    for (const ms of [1, SECOND, 8 * SECOND]) {
      later(ms);
      await advance(elsewhere(), await row(), { evenIfNotDue: true });
      await sweep(elsewhere());
    }
    expect(lists()).toBe(0);
    later(2 * SECOND);
    await advance(elsewhere(), await row());
    expect(lists()).toBe(1);
    expect((await row()).status).toBe("succeeded");
  });
});
