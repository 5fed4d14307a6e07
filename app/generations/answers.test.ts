import { env } from "cloudflare:test";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { sweep } from "~/operations/sweep.server";
import type { PretendPrediction } from "../../test/pretend-replicate";
import { PNG } from "../../test/pretend-replicate";
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
import { cancelGeneration } from "./endings/cancel.server";
import type { Order } from "./order/order.server";
import { startGeneration } from "./start.server";
import { receiveWebhook } from "./webhook.server";

/** What Replicate answers, to which question, and what it must not be taken for. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterAll(() => void vi.useRealTimers());
afterEach(() => void vi.restoreAllMocks());
// What is open after one test would be swept, and counted, by the next.
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
async function sweeps(minutes = 3): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    later(MINUTE + SECOND);
    await sweep(elsewhere());
  }
}
const news = (id: string) =>
  receiveWebhook(
    elsewhere({ REPLICATE_WEBHOOK_SECRET: SECRET }),
    order.id,
    signed(SECRET, JSON.stringify({ id })),
  );
async function expectPicture(creates = 1): Promise<void> {
  expect(await row()).toMatchObject({ status: "succeeded", image_id: order.id });
  expect(await creditsOf(using, user)).toBe(9);
  await expectBooksToBalance(using, user, { isOver: true });
  expect(using.pretend).toMatchObject({ creates, madeTwice: [], mistakes: [] });
}
async function expectCreditBack(error_code: string, creates = 1): Promise<void> {
  expect(await row()).toMatchObject({ error_code, image_id: null });
  expect(await creditsOf(using, user)).toBe(10);
  await expectBooksToBalance(using, user, { isOver: true });
  expect(using.pretend).toMatchObject({ creates, madeTwice: [], mistakes: [] });
}
const linesOf = (method: "warn" | "error") => {
  const spy = vi.spyOn(console, method).mockReturnValue();
  return () => spy.mock.calls.map(([line]) => JSON.parse(String(line)));
};

/** Answers that say nothing of the prediction that was asked for. */
const NO_PREDICTIONS: [string, () => Response | Promise<Response>][] = [
  ...[401, 403, 404, 409, 410, 422, 500, 502, 503].map((status): [string, () => Response] => [
    `${status}`,
    () => Response.json({ detail: "…" }, { status }),
  ]),
  ["429", () => new Response(null, { status: 429, headers: { "Retry-After": "7" } })],
  ["429 for a day", () => new Response(null, { status: 429, headers: { "Retry-After": "86400" } })],
  ["a redirect", () => Response.redirect("https://evil.test/", 302)],
  ["a page", () => new Response("<html>")],
  ["half of it", () => new Response('{"id":"x","sta')],
  ["null", () => Response.json(null)],
  ["a list", () => Response.json([])],
  ["an object of another kind", () => Response.json({ hello: "world" })],
  ["another prediction", () => Response.json({ id: "another", status: "failed", error: "E1001" })],
  ["nothing", () => Promise.reject(new TypeError("reset"))],
];

describe("F1: whatever a look at a prediction answers, nothing is created because of it", () => {
  test.each(NO_PREDICTIONS)("%s for one that was lost and found: its picture later", async (_, answer) => {
    linesOf("error");
    using.faults.plan("create", "after");
    using.pretend.onGet = answer;
    await startGeneration(using, user, order);
    await sweeps(5);
    expect(await row()).toMatchObject({ status: "running", prediction_id: using.pretend.made[0]?.id });
    expect(using.pretend.creates).toBe(1);
    using.pretend.onGet = (made) => Response.json(made);
    await sweeps(6);
    await expectPicture();
  });

  test.each(NO_PREDICTIONS)("%s for one whose id is known: its picture later", async (_, answer) => {
    linesOf("error");
    using.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
    using.pretend.onGet = answer;
    await startGeneration(using, user, order);
    await sweeps(3);
    expect(await row()).toMatchObject({ status: "running" });
    for (const made of using.pretend.made) using.pretend.succeed(made);
    using.pretend.onGet = (made) => Response.json(made);
    await sweeps(3);
    await expectPicture();
  });

  test.each(NO_PREDICTIONS)("%s for an hour: one refund, within the hour", async (_, answer) => {
    const errors = linesOf("error");
    using.faults.plan("create", "after");
    using.pretend.onGet = answer;
    await startGeneration(using, user, order);
    await sweeps(3);
    later(50 * MINUTE);
    await sweeps(1);
    expect(await creditsOf(using, user)).toBe(9);
    await sweeps(5);
    await expectCreditBack("no_answer");
    expect(errors().filter(({ event }) => event === "gave_up")).toHaveLength(1);
  });

  test.each([
    ...NO_PREDICTIONS.filter(([name]) => !/^(4\d\d|429.*)$/.test(name) || name === "429"),
    ["a list without results", () => Response.json({ next: null })],
    ["results of another kind", () => Response.json({ results: { 0: "x" } })],
    ["a next page that is no address", () => Response.json({ results: [], next: "http://" })],
    ["a next page elsewhere", () => Response.json({ results: [], next: "https://evil.test/v1/predictions" })],
    ["a next page of another kind", () => Response.json({ results: [], next: 5 })],
  ] as typeof NO_PREDICTIONS)("%s for the list: nothing is created, its picture later", async (_, answer) => {
    using.faults.plan("create", "after");
    const told = using.pretend.onList;
    using.pretend.onList = answer;
    await startGeneration(using, user, order);
    await sweeps(5);
    expect(using.pretend.creates).toBe(1);
    using.pretend.onList = told;
    await sweeps(3);
    await expectPicture();
  });

  test("a list without an end is not read for ever, and nothing is created because of it", async () => {
    using.faults.plan("create", "after");
    const told = using.pretend.onList;
    let page = 0;
    using.pretend.onList = () =>
      Response.json({ results: [], next: `https://api.replicate.com/v1/predictions?page=${page++}` });
    await startGeneration(using, user, order);
    await sweeps(1);
    expect([page, using.pretend.creates]).toEqual([10, 1]);
    using.pretend.onList = told;
    await sweeps(2);
    await expectPicture();
  });

  test("a next page may be named from the root", async () => {
    using.faults.plan("create", "after");
    const told = using.pretend.onList;
    let page = 0;
    using.pretend.onList = (results) =>
      page++ === 0 ? Response.json({ results: [], next: "/v1/predictions?page=2" }) : told(results);
    await startGeneration(using, user, order);
    await sweeps(1);
    await expectPicture();
  });

  test.each(NO_PREDICTIONS)("%s when a webhook is looked into: nothing changes", async (_, answer) => {
    linesOf("error");
    using.faults.plan("create", "crash after");
    await startGeneration(using, user, order);
    using = elsewhere();
    later(2 * MINUTE);
    const before = await row();
    using.pretend.onGet = answer;
    expect(await news(using.pretend.made[0]?.id ?? "")).toBe("not_ours");
    expect(await row()).toEqual(before);
    using.pretend.onGet = (made) => Response.json(made);
    await sweeps(1);
    await expectPicture();
  });

  test.each(NO_PREDICTIONS)(
    "%s when it is to be stopped: looked at again, not made again",
    async (_, answer) => {
      linesOf("error");
      using.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
      await startGeneration(using, user, order);
      vi.spyOn(using.replicate, "cancel").mockResolvedValue({ kind: "unknown" });
      using.pretend.onGet = answer;
      await cancelGeneration(using, user, order.id);
      await sweeps(2);
      expect(await row()).toMatchObject({ status: "running" });
      using.pretend.onGet = (made) => Response.json(made);
      await sweeps(3);
      await expectCreditBack("canceled");
    },
  );

  test("a 429 for a look is looked at again after the time it said", async () => {
    using.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
    await startGeneration(using, user, order);
    using.pretend.onGet = () => new Response(null, { status: 429, headers: { "Retry-After": "40" } });
    later(3 * SECOND);
    await advance(elsewhere(), await row());
    expect(Date.parse((await row()).next_attempt_at ?? "") - Date.now()).toBe(40 * SECOND);
  });
});

describe("F2: news of an old attempt is not news of this one", () => {
  /** A first attempt that failed in passing, and one whose answer is lost while a webhook about the first comes in. */
  async function twoAttempts(meanwhile: (first: PretendPrediction) => Promise<unknown>) {
    using.pretend.onCreate = (made) => Response.json(using.pretend.fail(made, "E1001"), { status: 201 });
    await startGeneration(using, user, order);
    const [first] = using.pretend.made;
    using.pretend.onCreate = async (made) => {
      using.pretend.succeed(made);
      if (first) await meanwhile(first);
      return new Response("<html>", { status: 502 });
    };
    later(2 * SECOND);
    await advance(elsewhere(), await row());
    return first;
  }

  test("a late webhook of the first while the second is under way hides nothing", async () => {
    await twoAttempts(({ id }) => news(id));
    expect(await row()).toMatchObject({ prediction_id: null, attempts: 2 });
    await sweeps(3);
    await expectPicture(2);
  });

  test("nor does a first attempt of which nobody can say what it came to, in the list or read by itself", async () => {
    const told = using.pretend.onGet;
    const first = await twoAttempts(async () => {});
    const odd = (made: PretendPrediction) => ({ ...made, status: "archived" });
    using.pretend.onList = (results) =>
      Response.json({
        // The second does not tell its id, so that it is neither found nor ruled out.
        results: results.map((made) => (made.id === first?.id ? odd(made) : { ...made, id: undefined })),
        next: null,
      });
    using.pretend.onGet = (made) => Response.json(odd(made));
    await sweeps(3);
    await news(first?.id ?? "");
    expect(await row()).toMatchObject({ prediction_id: null, attempts: 2 });
    using.pretend.onGet = told;
    await sweeps(3);
    expect(await row()).toMatchObject({ prediction_id: null, attempts: 2 });
    using.pretend.onList = (results) => Response.json({ results, next: null });
    await sweeps(3);
    await expectPicture(2);
  });

  test("nor does one that comes after the second was lost", async () => {
    const first = await twoAttempts(async () => {});
    await news(first?.id ?? "");
    later(MINUTE);
    await news(first?.id ?? "");
    expect(await row()).toMatchObject({ prediction_id: null });
    await sweeps(3);
    await expectPicture(2);
  });

  test.each(["failed", "canceled", "aborted"] as const)("a %s one is not adopted", async (status) => {
    using.faults.plan("create", "crash after");
    await startGeneration(using, user, order);
    using = elsewhere();
    const [lost] = using.pretend.made;
    Object.assign(lost ?? {}, { status });
    later(2 * MINUTE);
    expect(await news(lost?.id ?? "")).toBe("done");
    expect(await row()).toMatchObject({ status: "reserved", prediction_id: null });
  });

  test("nothing is adopted over a lease that somebody holds; the second is adopted as soon as nobody does", async () => {
    // What is expected in there would be taken for an answer that was lost.
    let meanwhile: Awaited<ReturnType<typeof row>> | undefined;
    await twoAttempts(async () => {
      await news([...using.pretend.made].at(-1)?.id ?? "");
      meanwhile = await row();
    });
    expect(meanwhile).toMatchObject({ prediction_id: null, lease_holder: expect.any(String) });
    expect(await news([...using.pretend.made].at(-1)?.id ?? "")).toBe("done");
    await expectPicture(2);
  });

  test("news of an old attempt does not hurry the next one", async () => {
    using.pretend.onCreate = (made) => Response.json(using.pretend.fail(made, "E1001"), { status: 201 });
    await startGeneration(using, user, order);
    using.pretend.onCreate = () => new Response(null, { status: 429, headers: { "Retry-After": "600" } });
    later(2 * SECOND);
    await advance(elsewhere(), await row());
    const [first] = using.pretend.made;
    await news(first?.id ?? "");
    expect(using.pretend.creates).toBe(2);
  });

  test("news of a prediction that another generation has changes nothing", async () => {
    const twins = times(2, () => anOrder({ prompt: order.prompt, seed: "7" }));
    using.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
    await startGeneration(using, user, twins[0] ?? order);
    const [first] = using.pretend.made;
    order = twins[1] ?? order;
    using.faults.plan("create", "crash before");
    await startGeneration(using, user, order);
    using = elsewhere();
    later(2 * MINUTE);
    expect(await news(first?.id ?? "")).toBe("done");
    expect(await row()).toMatchObject({ status: "reserved", prediction_id: null });
  });

  test("news for a row that is settled, or follows another prediction, changes nothing", async () => {
    using.faults.plan("create", "after");
    await startGeneration(using, user, order);
    const lost = using.pretend.made[0]?.id ?? "";
    later(HOUR);
    using.pretend.onList = () => new Response(null, { status: 500 });
    await sweep(elsewhere());
    const settled = await row();
    expect(settled.status).toBe("failed");
    await news(lost);
    expect(await row()).toEqual(settled);
  });
});

const HOUR = 60 * MINUTE;

describe("F3: an answer that was not understood is not one that never came", () => {
  const made = (change: Record<string, unknown>) => {
    using.pretend.onCreate = (prediction) => {
      Object.assign(prediction, change);
      return Response.json(prediction, { status: 201 });
    };
  };

  test.each([
    [[null]],
    [["https://replicate.delivery/out/x.webp", null]],
    [[["https://replicate.delivery/out/x.webp"]]],
    [[{ url: "https://replicate.delivery/out/x.webp" }]],
    [{ images: ["https://replicate.delivery/out/x.webp"] }],
    [{}],
    [42],
    [true],
  ])("success with the output %j: made once, one refund, one loud line", async (output) => {
    const errors = linesOf("error");
    made({ status: "succeeded", output });
    await startGeneration(using, user, order);
    await sweeps(4);
    await expectCreditBack("bad_picture");
    expect((await entriesOf(using, user)).filter(({ kind }) => kind === "refund")).toHaveLength(1);
    expect(errors()).toEqual([
      expect.objectContaining({ event: "gave_up", id: order.id, detail: "output_not_understood" }),
    ]);
  });

  test.each(["queued", "SUCCEEDED", "", null, undefined, 7, { state: "ok" }])(
    "status %j: noted, asked again, and its picture when there is one",
    async (status) => {
      made({ status });
      await startGeneration(using, user, order);
      expect(await row()).toMatchObject({ status: "running", prediction_id: using.pretend.made[0]?.id });
      await sweeps(3);
      expect(using.pretend.creates).toBe(1);
      for (const prediction of using.pretend.made) using.pretend.succeed(prediction);
      await sweeps(2);
      await expectPicture();
    },
  );

  test("a status that is never understood: one refund within the hour", async () => {
    linesOf("error");
    made({ status: "paused" });
    await startGeneration(using, user, order);
    await sweeps(3);
    later(50 * MINUTE);
    await sweeps(5);
    await expectCreditBack("no_answer");
  });

  test("a wish to cancel one of an unknown status waits for what becomes of it", async () => {
    made({ status: "paused" });
    await startGeneration(using, user, order);
    vi.spyOn(using.replicate, "cancel").mockImplementation((id) => using.replicate.get(id));
    await cancelGeneration(using, user, order.id);
    expect(await row()).toMatchObject({ status: "running" });
    expect(using.pretend.creates).toBe(1);
  });

  test.each([
    [{ code: "E1001", detail: "…" }, "transient"],
    [["NSFW"], "moderated"],
    [{ type: "content_policy_violation" }, "moderated"],
    [17, "failed"],
    [false, "failed"],
    [{}, "failed"],
  ])("an error of the shape %j is %s", async (error, kind) => {
    made({ status: "failed", error });
    await startGeneration(using, user, order);
    if (kind !== "transient") return expectCreditBack(kind);
    expect(await row()).toMatchObject({ status: "reserved", attempts: 1 });
  });

  test.each([
    ["a model of another kind", { model: { owner: "x" } }],
    ["no input", { input: null }],
    ["an input that is a text", { input: "{}" }],
    ["an id that is a number", { id: 12345 }],
    ["nothing but an id", { model: undefined, input: undefined, output: undefined, error: undefined }],
    ["an output before its time", { output: { preview: 1 }, status: "processing" }],
    ["what nobody knows", { logs: [], metrics: "none", urls: 5, source: {}, version: null }],
  ])("%s: made once, noted", async (_, change) => {
    using.pretend.onCreate = (prediction) =>
      Response.json({ ...prediction, status: "processing", ...change }, { status: 202 });
    await startGeneration(using, user, order);
    expect(await row()).toMatchObject({ status: "running", prediction_id: expect.any(String) });
    await sweeps(3);
    expect(using.pretend.creates).toBe(1);
  });

  describe("an entry of the list that is not understood", () => {
    /** A prediction whose creation was not answered, and which is listed so. */
    async function listed(change: (prediction: PretendPrediction) => unknown) {
      using.faults.plan("create", "after");
      const told = using.pretend.onList;
      using.pretend.onList = (results) =>
        Response.json({ results: results.map((made) => change(made)), next: null });
      await startGeneration(using, user, order);
      await sweeps(3);
      return told;
    }

    test.each<[string, (prediction: PretendPrediction) => unknown]>([
      ["without what we sent", ({ id, status, model }) => ({ id, status, model })],
      ["without its model", ({ id, status, input }) => ({ id, status, input })],
      ["with nothing but its id", ({ id }) => ({ id })],
      ["with an input of another kind", (made) => ({ ...made, input: [] })],
      ["with an unknown status", (made) => ({ ...made, status: "archived" })],
      ["with an odd output", (made) => ({ ...made, output: [[null]] })],
      [
        "with the seed as a text",
        (made) => ({ ...made, input: { ...made.input, seed: `${made.input.seed}` } }),
      ],
      ["with a seed of another kind", (made) => ({ ...made, input: { ...made.input, seed: [1] } })],
    ])("%s is read for itself, and adopted", async (_, change) => {
      await listed(change);
      await expectPicture();
    });

    test.each<[string, (prediction: PretendPrediction) => unknown]>([
      ["null", () => null],
      ["a text", ({ id }) => id],
      ["without an id", ({ input, status }) => ({ input, status })],
      ["in a wrapping", (prediction) => ({ prediction })],
    ])("%s may be ours: nothing is created because of it", async (_, change) => {
      const told = await listed(change);
      expect(await row()).toMatchObject({ status: "reserved", attempts: 1 });
      expect(using.pretend.creates).toBe(1);
      using.pretend.onList = told;
      await sweeps(2);
      await expectPicture();
    });

    const bare = ({ id, status, model }: PretendPrediction) => ({ id, status, model });

    test("that says no more when it is read may be ours: nothing is created because of it", async () => {
      const get = using.pretend.onGet;
      using.pretend.onGet = (made) => Response.json(bare(made));
      await listed(bare);
      expect(await row()).toMatchObject({ status: "reserved", attempts: 1 });
      expect(using.pretend.creates).toBe(1);
      using.pretend.onGet = get;
      await sweeps(2);
      await expectPicture();
    });

    test("behind more of others than are read may be ours: nothing is created because of it", async () => {
      using.pretend.onCreate = (made) => {
        for (const id of ["a", "b", "c"])
          using.pretend.predictions.set(id, { ...made, id, input: { prompt: "another's", seed: 1 } });
        return Response.json(using.pretend.succeed(made), { status: 201 });
      };
      const told = await listed(({ id, status }) => ({ id, status }));
      expect(await row()).toMatchObject({ status: "reserved", attempts: 1 });
      using.pretend.onList = told;
      await sweeps(2);
      await expectPicture();
    });

    test("of another's words, model or seed is not in the way", async () => {
      using.pretend.onCreate = (prediction) => {
        using.pretend.forget(prediction);
        return Promise.reject(new TypeError("reset"));
      };
      using.pretend.onList = () =>
        Response.json({
          results: [
            { id: "a", status: "odd", input: { prompt: "another's" } },
            { id: "b", status: "odd", input: { seed: -1 }, output: 5 },
            { id: "c", model: "some/model", input: null },
            { id: "d", status: "failed", input: null },
          ],
        });
      await startGeneration(using, user, order);
      using.pretend.onCreate = (prediction) => Response.json(using.pretend.succeed(prediction));
      await sweeps(2);
      await expectPicture(2);
    });
  });
});

describe("F5: how long to wait is bounded by the order's own hour", () => {
  const busy = (headers: Record<string, string>, body: unknown = {}) => {
    using.pretend.onCreate = () => Response.json(body, { status: 429, headers });
  };
  const wait = async () => Date.parse((await row()).next_attempt_at ?? "") - Date.now();

  test.each(["86400", "1e9", "Infinity", "9".repeat(400), "Thu, 01 Jan 2099 00:00:00 GMT"])(
    "Retry-After: %s: the credit is back at once, and it is said that it was busy",
    async (value) => {
      busy({ "Retry-After": value }, value === "Infinity" ? { retry_after: 1e9 } : {});
      await startGeneration(using, user, order);
      await expectCreditBack("busy");
    },
  );

  test("in the body, too; a number too large for a time is no time", async () => {
    for (const body of ['{"retry_after":1e400}', '{"retry_after":"86400"}', '{"detail":"resets in ~5h."}']) {
      order = anOrder({ prompt: crypto.randomUUID() });
      using = world();
      user = await anAccount(using);
      using.pretend.onCreate = () => new Response(body, { status: 429 });
      await startGeneration(using, user, order);
      await expectCreditBack("busy");
    }
  });

  test.each([
    ["30", 30],
    [" 30 ", 30],
    ["0.001", 1],
    ["-5", 10],
    ["0", 10],
    ["soon", 10],
    ["", 10],
    ["NaN", 10],
  ])("Retry-After: %j waits %d seconds, and up to a quarter more", async (value, seconds) => {
    busy({ "Retry-After": value });
    await startGeneration(using, user, order);
    expect(await wait()).toBeGreaterThanOrEqual(seconds * SECOND);
    expect(await wait()).toBeLessThanOrEqual(seconds * 1.25 * SECOND);
  });

  test.each([
    ["Sun, 01 Mar 2026 12:02:00 GMT", 120],
    ["Sunday, 01-Mar-26 12:02:00 GMT", 120],
    ["Sun, 01 Mar 2026 11:00:00 GMT", 10],
  ])("Retry-After as a date, %s: waits %d seconds; one in the past says nothing", async (value, seconds) => {
    vi.setSystemTime(new Date("2026-03-01T12:00:00Z"));
    busy({ "Retry-After": value });
    await startGeneration(using, user, order);
    expect(await wait()).toBeGreaterThanOrEqual(seconds * SECOND);
    expect(await wait()).toBeLessThanOrEqual(seconds * 1.25 * SECOND);
  });

  test("a wait that would end beyond the hour is not begun, however late it is asked for", async () => {
    busy({ "Retry-After": "1500" });
    await startGeneration(using, user, order);
    later(32 * MINUTE);
    await sweep(elsewhere());
    await expectCreditBack("busy", 2);
  });
});

describe("F7: a file in place of its address", () => {
  /** A picture of one pixel with so much in front of it that no piece in which it is read holds both. */
  const file = Buffer.concat([PNG.subarray(0, 33), aside(Buffer.alloc(60_000, "?>ÿ")), PNG.subarray(33)]);
  const base64 = file.toString("base64");
  const outputs: [string, string][] = [
    ["base64", `data:image/png;base64,${base64}`],
    ["without a type", `data:;base64,${base64}`],
    ["with parameters", `data:image/png;name=x.png;base64,${base64}`],
    ["in capitals", `DATA:image/png;BASE64,${base64}`],
    ["in lines", `data:image/png;base64,${base64.replace(/.{75}/g, "$&\n")}`],
    ["percent-encoded", `data:image/png;base64,${encodeURIComponent(base64)}`],
  ];

  test.each(outputs)("%s is kept like any other", async (_, uri) => {
    using.pretend.onCreate = (made) => Response.json({ ...made, status: "succeeded", output: [uri] });
    await startGeneration(using, user, order);
    await expectPicture();
    expect(using.pretend.downloads).toBe(0);
  });

  test("one URI alone is an output, too", async () => {
    using.pretend.onCreate = (made) =>
      Response.json({ ...made, status: "succeeded", output: outputs[0]?.[1] });
    await startGeneration(using, user, order);
    await expectPicture();
  });

  test.each([
    ["empty", "data:image/png;base64,"],
    ["no picture", "data:text/html,<script>"],
    ["a drawing", "data:image/svg+xml,<svg/>"],
    ["a broken escape", "data:image/png,%E0%A4%A"],
    ["no comma", "data:image/png;base64"],
    [
      "larger than a file may be",
      `data:image/png;base64,${base64.replace(/=*$/, "")}${"A".repeat(55 << 20)}`,
    ],
  ])("%s: one refund, nothing kept", async (_, uri) => {
    linesOf("error");
    using.pretend.onCreate = (made) => Response.json({ ...made, status: "succeeded", output: [uri] });
    await startGeneration(using, user, order);
    await expectCreditBack("bad_picture");
  });
});

/** A part of a PNG that no program knows. */
function aside(content: Uint8Array): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, Buffer.from("miNe"), content, Buffer.alloc(4)]);
}

describe("F8: why it failed", () => {
  const failing = (error: unknown) => {
    using.pretend.onCreate = (made) => Response.json({ ...made, status: "failed", error }, { status: 201 });
    return startGeneration(using, user, order);
  };

  test.each([
    "Request Moderated",
    "flagged for: sexual",
    "The prompt was rejected by the content policy",
    "Blocked by our safety system.",
    "Input failed content moderation",
    "unsafe prompt",
    "Prohibited content",
    "NSFW content detected. Try running it again.",
    "The input or output was flagged as sensitive. (E005)",
    { code: "content_policy_violation", message: "no" },
    { error: { reasons: ["MODERATED"] } },
  ])("%j: refused, and it is said why", async (error) => {
    await failing(error);
    await expectCreditBack("moderated");
  });

  test.each([
    "E1000",
    "Prediction failed. (E1001)",
    "E003: high demand",
    "E6716",
    "Director: unexpected error handling prediction (E9243)",
    "E8765",
    "ModelError (E001)",
    "Prediction interrupted; please retry (code: PA)",
    { code: "PA" },
    "Safety check timed out (E1000)",
  ])("%j passes: tried again", async (error) => {
    await failing(error);
    expect(await row()).toMatchObject({ status: "reserved", next_attempt_at: expect.any(String) });
  });

  test.each([
    ["it broke (E4242) for a stranger's words", "E4242"],
    ["a stranger's words", null],
  ])("%s: told as a failure, logged by a code only", async (error, code) => {
    const written = (["log", "info", "warn", "error", "debug"] as const).map((method) =>
      vi.spyOn(console, method).mockReturnValue(),
    );
    await failing(error);
    await expectCreditBack("failed");
    const lines = written.flatMap((spy) => spy.mock.calls.map(([line]) => String(line)));
    expect(lines.map((line) => JSON.parse(line))).toContainEqual({
      event: "failure_not_known",
      id: order.id,
      code,
    });
    expect(lines.join()).not.toContain("stranger");
  });
});
