import { env } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { unavailableResponse } from "~/http/door/unavailable.server";
import { sweep } from "~/operations/sweep.server";
import { Unavailable } from "~/platform/unavailable.server";
import { PretendReplicate } from "../../test/pretend-replicate";
import { signed } from "../../test/signed";
import {
  anAccount,
  anOrder,
  creditsOf,
  expectBooksToBalance,
  generation,
  times,
  type World,
  world,
} from "../../test/world";
import type { User } from "../accounts/user";
import { advance } from "./advance.server";
import { cancelGeneration } from "./endings/cancel.server";
import type { Order } from "./order/order.server";
import { startGeneration } from "./start.server";
import { receiveWebhook } from "./webhook.server";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());
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
/** Another isolate on the same database, store and Replicate. */
const elsewhere = (vars = {}) => world(vars, using.pretend);
/** Sweeps minute for minute, long enough to settle what can be settled. */
async function sweeps(minutes = 3): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    later(MINUTE + SECOND);
    await sweep(elsewhere());
  }
}
/** Replicate takes longer than the request may. */
const slowly = () => {
  using.pretend.onCreate = (made) =>
    Response.json(Object.assign(made, { status: "processing" }), { status: 201 });
};
const finish = () => {
  for (const prediction of using.pretend.predictions.values()) using.pretend.succeed(prediction);
};
async function expectPicture(): Promise<void> {
  expect(await row()).toMatchObject({ status: "succeeded", image_id: order.id });
  expect(await creditsOf(using, user)).toBe(9);
  await expectBooksToBalance(using, user, { isOver: true });
  expect(using.pretend.mistakes).toEqual([]);
}
async function expectCreditBack(error_code: string): Promise<void> {
  expect(await row()).toMatchObject({ error_code, image_id: null });
  expect(await creditsOf(using, user)).toBe(10);
  await expectBooksToBalance(using, user, { isOver: true });
  expect(using.pretend.mistakes).toEqual([]);
}

describe("before and at the debit", () => {
  test("row 1: it breaks before the debit: nothing is written, the form can be sent again", async () => {
    using.faults.plan("batch", "crash before");
    await expect(startGeneration(using, user, order)).rejects.toBeInstanceOf(Unavailable);
    await expect(row()).rejects.toThrow();
    using = elsewhere();
    await startGeneration(using, user, order);
    await expectPicture();
  });

  test("row 2: the debit fails before it commits: tried again unseen", async () => {
    using.faults.plan("batch", "before");
    await startGeneration(using, user, order);
    await expectPicture();
    expect(using.pretend.creates).toBe(1);
  });

  test("row 3: the debit commits and its answer is lost: one debit, one picture, at once", async () => {
    using.faults.plan("batch", "after");
    await startGeneration(using, user, order);
    await expectPicture();
    expect(using.pretend.creates).toBe(1);
  });

  test("row 4: it dies after the debit, before Replicate is asked: the picture comes later", async () => {
    using.faults.plan("create", "crash before");
    await startGeneration(using, user, order);
    using = elsewhere();
    expect(await row()).toMatchObject({ status: "reserved", prediction_id: null });
    await sweeps(1);
    await expectPicture();
    expect(using.pretend.creates).toBe(1);
  });
});

describe("asking Replicate", () => {
  test("row 5: it dies while Replicate makes it: that picture is adopted, no second one is made", async () => {
    using.faults.plan("create", "crash after");
    await startGeneration(using, user, order);
    using = elsewhere();
    await sweeps(1);
    await expectPicture();
    expect(using.pretend.creates).toBe(1);
  });

  test.each([401, 402, 403, 404, 422])(
    "row 6: refused with %i: the credit is back at once",
    async (status) => {
      using.pretend.onCreate = () => Response.json({ detail: "…" }, { status });
      await startGeneration(using, user, order);
      await expectCreditBack("unavailable");
      expect(using.pretend.creates).toBe(1);
    },
  );

  test("row 7: busy: comes later by itself, not before Replicate said", async () => {
    using.pretend.onCreate = () => new Response(null, { status: 429, headers: { "Retry-After": "30" } });
    await startGeneration(using, user, order);
    later(29 * SECOND);
    await advance(elsewhere(), await row());
    expect(using.pretend.creates).toBe(1);
    using.pretend.onCreate = (made) => Response.json(using.pretend.succeed(made), { status: 201 });
    later(10 * SECOND);
    await advance(elsewhere(), await row());
    await expectPicture();
  });

  test("row 7: busy however often: it costs time, but no attempt and no credit", async () => {
    using.pretend.onCreate = () => Response.json({ detail: "resets in ~5s." }, { status: 429 });
    await startGeneration(using, user, order);
    await sweeps(5);
    expect(using.pretend.creates).toBe(6);
    expect(await row()).toMatchObject({ status: "reserved", attempts: 0 });
    using.pretend.onCreate = (made) => Response.json(using.pretend.succeed(made), { status: 201 });
    await sweeps(1);
    await expectPicture();
    expect(await row()).toMatchObject({ attempts: 1 });
  });

  test("row 7: busy to the end of the order's hour: the credit is back within it", async () => {
    using.pretend.onCreate = () => Response.json({ detail: "resets in ~5s." }, { status: 429 });
    await startGeneration(using, user, order);
    await sweeps(56);
    await expectCreditBack("busy");
  });

  test.each([
    ["the connection is reset", () => Promise.reject(new TypeError("reset"))],
    ["500", () => new Response("<html>", { status: 500 })],
    ["broken JSON", () => new Response('{"id":', { status: 201 })],
  ])("row 8: %s, but it was made: adopted, not made again", async (_, answer) => {
    using.pretend.onCreate = (made) => {
      using.pretend.succeed(made);
      return answer();
    };
    await startGeneration(using, user, order);
    expect(await row()).toMatchObject({ status: "reserved" });
    await sweeps(1);
    await expectPicture();
    expect(using.pretend.creates).toBe(1);
  });

  test("row 8: lost and not made: looked for each time, tried three times in all, then the credit is back", async () => {
    using.pretend.onCreate = (made) => {
      using.pretend.forget(made);
      return Promise.reject(new TypeError("reset"));
    };
    await startGeneration(using, user, order);
    await sweeps(5);
    await expectCreditBack("no_answer");
    expect(using.pretend.creates).toBe(3);
  });

  test("row 8: while Replicate cannot be asked, it is not asked for another", async () => {
    using.faults.plan("create", "after");
    await startGeneration(using, user, order);
    for (let minute = 0; minute < 5; minute++) {
      later(MINUTE);
      const isolate = elsewhere();
      isolate.faults.plan("list", "before");
      await sweep(isolate);
    }
    expect(using.pretend.creates).toBe(1);
    await sweeps(1);
    await expectPicture();
    expect(using.pretend.creates).toBe(1);
  });

  test("row 9: made, and it dies before the prediction's id is noted: the same picture, one charge", async () => {
    slowly();
    using.faults.plan("query", "crash before", 1);
    await startGeneration(using, user, order);
    finish();
    using = elsewhere();
    await sweeps(1);
    await expectPicture();
    expect(using.pretend.creates).toBe(1);
  });
});

describe("after Replicate was asked", () => {
  test("row 10: the visitor goes away: the picture is in the history later", async () => {
    slowly();
    await startGeneration(using, user, order);
    finish();
    await sweeps(1);
    await expectPicture();
  });

  test("row 11: the webhook never comes: the next view finds the picture", async () => {
    slowly();
    await startGeneration(using, user, order);
    finish();
    later(3 * SECOND);
    await advance(elsewhere(), await row());
    await expectPicture();
  });

  const news = (predictionId: string, when = Date.now()) =>
    signed(SECRET, JSON.stringify({ id: predictionId, status: "succeeded" }), when);
  const listening = () => elsewhere({ REPLICATE_WEBHOOK_SECRET: SECRET });
  const predictionId = () => [...using.pretend.predictions.keys()].at(-1) ?? "";

  test("row 12: the webhook twice, at once, beside cron and page: one settlement, one object", async () => {
    slowly();
    await startGeneration(using, user, order);
    finish();
    later(3 * SECOND);
    const open = await row();
    await Promise.all([
      receiveWebhook(listening(), order.id, news(predictionId())),
      receiveWebhook(listening(), order.id, news(predictionId())),
      sweep(elsewhere()),
      advance(elsewhere(), open),
    ]);
    await expectPicture();
    expect(using.pretend.downloads).toBe(1);
    expect(await receiveWebhook(listening(), order.id, news(predictionId()))).toBe("done");
    await expectPicture();
  });

  test("row 13: the webhook comes before the id is noted: accepted", async () => {
    using.faults.plan("create", "crash after");
    await startGeneration(using, user, order);
    finish();
    using = elsewhere();
    later(2 * MINUTE);
    expect(await receiveWebhook(listening(), order.id, news(predictionId()))).toBe("done");
    await expectPicture();
    expect(using.pretend.creates).toBe(1);
  });

  test("row 14: webhooks in disorder: no step back", async () => {
    slowly();
    await startGeneration(using, user, order);
    finish();
    await receiveWebhook(listening(), order.id, news(predictionId()));
    const early = JSON.stringify({ id: predictionId(), status: "starting" });
    await receiveWebhook(listening(), order.id, signed(SECRET, early));
    await expectPicture();
  });

  test("row 15: forged, stale or for another job: nothing changes", async () => {
    slowly();
    await startGeneration(using, user, order);
    finish();
    const before = await row();
    const id = predictionId();
    const good = news(id);
    const forgeries = [
      { ...good, signature: null },
      { ...good, id: null },
      { ...good, body: good.body.replace("succeeded", "failed") },
      { ...good, signature: good.signature.replace("v1,", "v2,") },
      { ...good, timestamp: "soon" },
      signed("whsec_c29tZWJvZHkgZWxzZQ==", good.body),
      news(id, Date.now() - 301 * SECOND),
      news(id, Date.now() + 301 * SECOND),
    ];
    for (const forged of forgeries)
      expect(await receiveWebhook(listening(), order.id, forged)).toBe("forged");
    expect(await receiveWebhook(listening(), order.id, news("another"))).toBe("not_ours");
    expect(await receiveWebhook(listening(), order.id, signed(SECRET, "{}"))).toBe("not_ours");
    expect(await receiveWebhook(listening(), order.id, signed(SECRET, "nonsense"))).toBe("not_ours");
    expect(await receiveWebhook(listening(), crypto.randomUUID(), news(id))).toBe("not_ours");
    expect(await receiveWebhook(elsewhere(), order.id, good)).toBe("not_ours");
    expect(await row()).toEqual(before);
    expect(await receiveWebhook(listening(), order.id, news(id, Date.now() - 299 * SECOND))).toBe("done");
    await expectPicture();
  });

  test("row 15: another generation's prediction is not taken for ours", async () => {
    slowly();
    const other = anOrder({ prompt: "another" });
    await startGeneration(using, user, other);
    const others = predictionId();
    using.faults.plan("create", "crash before");
    await startGeneration(using, user, order);
    using = elsewhere();
    expect(await receiveWebhook(listening(), order.id, news(others))).toBe("not_ours");
    expect(await row()).toMatchObject({ prediction_id: null });
  });

  test("the vector of the webhook's specification", async () => {
    vi.setSystemTime(1614265330 * SECOND);
    const message = {
      id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
      timestamp: "1614265330",
      signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
      body: '{"test": 2432232314}',
    };
    expect(await receiveWebhook(listening(), order.id, message)).toBe("not_ours");
    expect(
      await receiveWebhook(listening(), order.id, { ...message, signature: `v1,AAAA ${message.signature}` }),
    ).toBe("not_ours");
    expect(await receiveWebhook(listening(), order.id, { ...message, body: "{}" })).toBe("forged");
  });

  test.each(["aborted", "canceled"] as const)(
    "row 16: %s without a wish: it took too long, the credit is back",
    async (status) => {
      using.pretend.onCreate = (made) => Response.json({ ...made, status }, { status: 201 });
      await startGeneration(using, user, order);
      expect((await row()).status).toBe("failed");
      await expectCreditBack("too_slow");
    },
  );

  test("row 17: moderated: the credit is back, and it is said why", async () => {
    using.pretend.onCreate = (made) =>
      Response.json(using.pretend.fail(made, "NSFW content detected."), { status: 201 });
    await startGeneration(using, user, order);
    await expectCreditBack("moderated");
    expect(using.pretend.creates).toBe(1);
  });

  test.each(["CUDA out of memory", "Prediction failed (E1000)", "E1001", "E6716: timeout"])(
    "row 18: %s passes: tried again after 1 s and 2 s, three in all, then the credit is back",
    async (error) => {
      using.pretend.onCreate = (made) => Response.json(using.pretend.fail(made, error), { status: 201 });
      const startedAt = Date.now();
      await startGeneration(using, user, order);
      const first = Date.parse((await row()).next_attempt_at ?? "") - startedAt;
      expect(first).toBeGreaterThanOrEqual(1000);
      expect(first).toBeLessThanOrEqual(1250);
      later(first);
      await advance(elsewhere(), await row());
      const second = Date.parse((await row()).next_attempt_at ?? "") - Date.now();
      expect(second).toBeGreaterThanOrEqual(2000);
      expect(second).toBeLessThanOrEqual(2500);
      later(second);
      await advance(elsewhere(), await row());
      await expectCreditBack("failed");
      expect(using.pretend.creates).toBe(3);
    },
  );

  test("row 18: better the second time: the picture", async () => {
    using.pretend.onCreate = (made) => Response.json(using.pretend.fail(made, "CUDA error"), { status: 201 });
    await startGeneration(using, user, order);
    using.pretend.onCreate = (made) => Response.json(using.pretend.succeed(made), { status: 201 });
    await sweeps(1);
    await expectPicture();
  });
});

describe("fetching and keeping the picture", () => {
  test.each([
    ["404", () => new Response(null, { status: 404 })],
    ["500", () => new Response(null, { status: 500 })],
    ["slow", () => Promise.reject(new DOMException("timed out", "TimeoutError"))],
    ["cut off", () => new Response(cutOff())],
  ])("row 19: the download answers %s: tried again, less and less, then the picture", async (_, answer) => {
    using.pretend.onDownload = answer;
    await startGeneration(using, user, order);
    expect(await row()).toMatchObject({ status: "saving", image_id: null });
    const waits: number[] = [];
    for (let look = 0; look < 9; look++) {
      const wait = Date.parse((await row()).next_attempt_at ?? "") - Date.now();
      waits.push(wait);
      later(wait + 1);
      await advance(elsewhere(), await row());
    }
    expect(waits[8]).toBeGreaterThan(1.5 * (waits[0] ?? 0));
    const before = using.pretend.downloads;
    using.pretend.onDownload = new PretendReplicate().onDownload;
    await sweeps(1);
    await expectPicture();
    expect(using.pretend.downloads).toBe(before + 1);
    expect(using.pretend.creates).toBe(1);
  });

  test("row 19: the download never succeeds: the credit is back within the hour, and an operator is told", async () => {
    const alerts = vi.spyOn(console, "error");
    using.pretend.onDownload = () => new Response(null, { status: 500 });
    await startGeneration(using, user, order);
    for (let minute = 0; minute < 59; minute++) await sweeps(1);
    await expectCreditBack("bad_picture");
    expect(alerts.mock.calls.map(([line]) => JSON.parse(String(line)))).toContainEqual(
      expect.objectContaining({ event: "gave_up", id: order.id }),
    );
  });

  test.each(["before", "after"] as const)(
    "row 20: the store fails %s it has it: tried again",
    async (kind) => {
      using.faults.plan("put", kind);
      await startGeneration(using, user, order);
      expect((await row()).status).toBe("saving");
      await sweeps(1);
      await expectPicture();
    },
  );

  test("row 21: stored, and the settlement fails: the picture a little later, one charge", async () => {
    using.faults.plan("batch", "crash before", 1);
    await startGeneration(using, user, order);
    using = elsewhere();
    expect(await env.PICTURES.head(`pictures/${order.id}`)).not.toBeNull();
    await sweeps(1);
    await expectPicture();
  });

  test.each(["after", "crash after"] as const)(
    "row 22: settled, and the answer is lost (%s): one charge",
    async (kind) => {
      using.faults.plan("batch", kind, 1);
      await startGeneration(using, user, order);
      using = elsewhere();
      await expectPicture();
      await sweeps(2);
      await expectPicture();
    },
  );

  test.each([
    ["a page", () => new Response("<!doctype html>")],
    ["an SVG", () => new Response('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')],
    ["nothing", () => new Response("")],
    ["a redirect", () => Response.redirect("https://evil.test/", 302)],
  ])("row 23: what comes is %s: the credit is back, nothing is stored", async (_, answer) => {
    using.pretend.onDownload = answer;
    await startGeneration(using, user, order);
    await expectCreditBack("bad_picture");
    expect(await env.PICTURES.head(`pictures/${order.id}`)).toBeNull();
  });
});

describe("the visitor", () => {
  test("row 24: double click, reload, back and send again: one generation", async () => {
    await Promise.all(times(5, () => startGeneration(elsewhere(), user, order)));
    await startGeneration(using, user, order);
    await expectPicture();
    expect(using.pretend.creates).toBe(1);
  });

  test("row 25: back, another prompt, the same id: said so, nothing charged", async () => {
    await startGeneration(using, user, order);
    expect(await startGeneration(using, user, { ...order, prompt: "another" })).toEqual({ kind: "used" });
    await expectPicture();
  });

  test("row 26: two tabs, twenty posts, the last credit: one wins", async () => {
    const poor = await anAccount(using, { credits: 1 });
    const results = await Promise.all(times(20, () => startGeneration(elsewhere(), poor, anOrder())));
    expect(results.map(({ kind }) => kind).sort()).toEqual([...Array(19).fill("short"), "started"]);
    expect(await creditsOf(using, poor)).toBe(0);
    await expectBooksToBalance(using, poor, { isOver: true });
  });

  test("row 31: cancel before it is finished: stopped at Replicate, the credit is back", async () => {
    slowly();
    await startGeneration(using, user, order);
    await cancelGeneration(elsewhere(), user, order.id);
    expect((await row()).status).toBe("canceled");
    expect([...using.pretend.predictions.values()].map(({ status }) => status)).toEqual(["canceled"]);
    await expectCreditBack("canceled");
  });

  test("row 31: cancel when it was finished: the picture", async () => {
    slowly();
    await startGeneration(using, user, order);
    finish();
    await cancelGeneration(elsewhere(), user, order.id);
    await expectPicture();
  });

  test("row 31: cancel while it waits for its next attempt: the credit is back, Replicate is not asked again", async () => {
    using.pretend.onCreate = () => new Response(null, { status: 429, headers: { "Retry-After": "60" } });
    await startGeneration(using, user, order);
    await cancelGeneration(elsewhere(), user, order.id);
    await expectCreditBack("canceled");
    expect(using.pretend.creates).toBe(1);
  });

  test("row 31: cancel while Replicate is being asked: stopped as soon as its id is known", async () => {
    using.pretend.onCreate = async (made) => {
      await cancelGeneration(elsewhere(), user, order.id);
      return Response.json({ ...made, status: "processing" }, { status: 201 });
    };
    await startGeneration(using, user, order);
    await sweeps(1);
    await expectCreditBack("canceled");
  });

  test("row 31: nobody cancels another visitor's", async () => {
    slowly();
    await startGeneration(using, user, order);
    await cancelGeneration(elsewhere(), await anAccount(using), order.id);
    expect(await row()).toMatchObject({ status: "running", cancel_requested_at: null });
  });

  test("row 32: the price went up between form and post: said so, nothing charged", async () => {
    expect(() => anOrder({ price: "0" })).toThrow("price_rose");
  });
});

describe("sweeping and the clock", () => {
  test("row 27: two sweeps at once take different ones", async () => {
    slowly();
    const rich = await anAccount(using, { credits: 30 });
    const many = world({ MAX_OPEN_GENERATIONS: "30" }, using.pretend);
    for (const prompt of times(20, (index) => `two sweeps ${index}`))
      await startGeneration(many, rich, anOrder({ prompt }));
    finish();
    later(MINUTE);
    await Promise.all(times(3, () => sweep(elsewhere())));
    await expectBooksToBalance(using, rich, { isOver: true });
    expect(using.pretend.downloads).toBe(20);
  });

  test("row 28: the sweep was dead for hours: the old get their credit, the recent their picture", async () => {
    slowly();
    await startGeneration(using, user, order);
    for (const prediction of using.pretend.predictions.values())
      Object.assign(prediction, { status: "succeeded", output: null, data_removed: true });
    later(2 * HOUR);
    const recent = anOrder({ prompt: "recent" });
    await startGeneration(using, user, recent);
    const [, made] = [...using.pretend.predictions.values()];
    if (made) using.pretend.succeed(made);
    await sweeps(1);
    expect(await row()).toMatchObject({ status: "failed" });
    expect(await generation(using, recent.id)).toMatchObject({ status: "succeeded" });
    expect(await creditsOf(using, user)).toBe(9);
    await expectBooksToBalance(using, user, { isOver: true });
  });

  test("row 28: one that Replicate never speaks of again is over within the hour", async () => {
    slowly();
    await startGeneration(using, user, order);
    for (let minute = 0; minute < 58; minute++) await sweeps(1);
    await expectCreditBack("no_answer");
  });

  test("row 29: D1 is overloaded: 503 with Retry-After, tried once, nothing charged", async () => {
    let tries = 0;
    const overloaded = world({}, using.pretend);
    overloaded.faults.around = async (point, run) => {
      if (point !== "batch") return run();
      tries++;
      throw new Error("D1_ERROR: D1 DB is overloaded. Too many requests queued.");
    };
    const answer = await startGeneration(overloaded, user, order).catch((thrown) => thrown);
    expect(answer).toEqual(new Unavailable("database"));
    expect(tries).toBe(1);
    const { status, headers } = unavailableResponse();
    expect([status, headers.get("Retry-After")]).toEqual([503, "10"]);
    expect(await creditsOf(using, user)).toBe(10);
    expect(using.pretend.creates).toBe(0);
  });

  test("row 30: the picture comes after the refund: never charged, and nothing of it is kept", async () => {
    slowly();
    await startGeneration(using, user, order);
    const open = await row();
    later(HOUR);
    await sweep(elsewhere());
    await expectCreditBack("no_answer");
    finish();
    await advance(elsewhere(), open, { evenIfNotDue: true });
    await receiveWebhook(
      elsewhere({ REPLICATE_WEBHOOK_SECRET: SECRET }),
      order.id,
      signed(SECRET, JSON.stringify({ id: open.prediction_id })),
    );
    await sweeps(2);
    await expectCreditBack("no_answer");
    expect(await env.PICTURES.head(`pictures/${order.id}`)).toBeNull();
  });

  test("row 33: the cached picture went away meanwhile: a new one is made and charged", async () => {
    const caching = () => elsewhere({ RESULT_CACHE_HOURS: "24" });
    await startGeneration(caching(), user, order);
    await env.PICTURES.delete(`pictures/${order.id}`);
    await using.db.atomically([
      using.db.deleteFrom("generation_history").where("id", "=", order.id),
      using.db.deleteFrom("images").where("id", "=", order.id),
    ]);
    const again = { ...anOrder(), prompt: order.prompt };
    await startGeneration(caching(), user, again);
    expect(await generation(using, again.id)).toMatchObject({
      status: "succeeded",
      cost: 1,
      cached_from: null,
    });
    expect(using.pretend.creates).toBe(2);
  });

  test.each(["create", "query", "put", "file"] as const)(
    "row 34: a deploy in the middle (at %s): one picture, one charge",
    async (point) => {
      using.faults.plan(point, "crash after", point === "query" ? 1 : 0);
      await startGeneration(using, user, order);
      using = elsewhere();
      await sweeps(2);
      await expectPicture();
      expect(using.pretend.creates).toBe(1);
    },
  );
});

/** A body that stops in the middle. */
function cutOff(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new Uint8Array(10));
      controller.error(new TypeError("cut off"));
    },
  });
}
