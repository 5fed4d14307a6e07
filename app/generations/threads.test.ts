import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sweep } from "~/operations/sweep.server";
import { openPicture } from "~/pictures/open.server";
import { Unavailable } from "~/platform/unavailable.server";
import { signed } from "../../test/signed";
import {
  anAccount,
  anOrder,
  creditsOf,
  expectBooksToBalance,
  generation,
  times,
  world,
} from "../../test/world";
import { advance } from "./advance.server";
import { startGeneration } from "./start.server";
import { receiveWebhook } from "./webhook.server";

/** What happened to others, as they reported it in public. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

async function aVisitor(credits = 10, vars = {}) {
  const using = world(vars);
  return {
    using,
    user: await anAccount(using, { credits }),
    order: anOrder({ prompt: crypto.randomUUID() }),
  };
}

test("open-saas #727: one credit, two requests, a balance of -1", async () => {
  const { using, user } = await aVisitor(1);
  const results = await Promise.all(times(2, () => startGeneration(using, user, anOrder())));
  expect(results.map(({ kind }) => kind).sort()).toEqual(["short", "started"]);
  expect(await creditsOf(using, user)).toBe(0);
});

test("civitai #4158: made and billed, and not delivered", async () => {
  const { using, user, order } = await aVisitor();
  using.pretend.onDownload = () => new Response(null, { status: 502 });
  await startGeneration(using, user, order);
  expect((await generation(using, order.id)).status).toBe("saving");
  using.pretend.onDownload = world().pretend.onDownload;
  later(MINUTE);
  await sweep(using);
  expect((await generation(using, order.id)).status).toBe("succeeded");
  await expectBooksToBalance(using, user, { isOver: true });
});

test("photoshot #54, roomGPT #58: the provider's addresses expire, and the history with them", async () => {
  const { using, user, order } = await aVisitor();
  await startGeneration(using, user, order);
  using.pretend.onDownload = () => new Response(null, { status: 404 });
  using.pretend.predictions.clear();
  later(2 * 60 * MINUTE);
  await sweep(using);
  const request = new Request(`http://localhost/images/${order.id}`);
  expect((await openPicture(using, user, order.id, request))?.status).toBe(200);
  expect(JSON.stringify(await generation(using, order.id))).not.toContain("replicate.delivery");
});

test("vercel/ai #16276: the wait ended without an output and was read as a failure", async () => {
  const { using, user, order } = await aVisitor();
  using.pretend.onCreate = (made) =>
    Response.json({ ...made, status: "processing", output: null }, { status: 202 });
  await startGeneration(using, user, order);
  expect(await generation(using, order.id)).toMatchObject({ status: "running", error_code: null });
  expect(await creditsOf(using, user)).toBe(9);
});

test("pollinations #10621: the webhook came twice and was paid twice", async () => {
  const { using, user, order } = await aVisitor(10, { REPLICATE_WEBHOOK_SECRET: SECRET });
  using.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
  await startGeneration(using, user, order);
  for (const made of using.pretend.predictions.values()) using.pretend.fail(made, "it will not get better");
  const [id] = using.pretend.predictions.keys();
  const message = signed(SECRET, JSON.stringify({ id }));
  await Promise.all(times(2, () => receiveWebhook(using, order.id, message)));
  await receiveWebhook(using, order.id, message);
  expect(await creditsOf(using, user)).toBe(10);
  await expectBooksToBalance(using, user, { isOver: true });
});

test("LibreChat PR #13812: a message was noted as seen before its work was done, and its repetition ignored", async () => {
  const { using, user, order } = await aVisitor(10, { REPLICATE_WEBHOOK_SECRET: SECRET });
  using.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
  await startGeneration(using, user, order);
  for (const made of using.pretend.predictions.values()) using.pretend.succeed(made);
  const [id] = using.pretend.predictions.keys();
  const message = () => signed(SECRET, JSON.stringify({ id }));
  const dying = world({ REPLICATE_WEBHOOK_SECRET: SECRET }, using.pretend);
  dying.faults.plan("batch", "crash before");
  await expect(receiveWebhook(dying, order.id, message())).rejects.toBeInstanceOf(Unavailable);
  later(MINUTE + SECOND);
  expect(await receiveWebhook(using, order.id, message())).toBe("done");
  expect((await generation(using, order.id)).status).toBe("succeeded");
});

test.each(["canceled", "aborted"] as const)("roomGPT #90: polled for ever on %s", async (status) => {
  const { using, user, order } = await aVisitor();
  using.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
  await startGeneration(using, user, order);
  for (const made of using.pretend.predictions.values()) made.status = status;
  later(5 * SECOND);
  await advance(using, await generation(using, order.id));
  expect((await generation(using, order.id)).status).toBe("failed");
  const [id] = using.pretend.predictions.keys();
  const asked = () => using.pretend.requests.filter(({ path }) => path.includes(`/predictions/${id}`));
  const before = asked().length;
  for (const _ of times(3, () => 0)) {
    later(MINUTE);
    await sweep(using);
    await advance(using, await generation(using, order.id));
  }
  expect(asked()).toHaveLength(before);
});

test("nodetool #5196: retry_after was ignored", async () => {
  const { using, user, order } = await aVisitor();
  using.pretend.onCreate = () => Response.json({ detail: "…", retry_after: 45 }, { status: 429 });
  await startGeneration(using, user, order);
  for (const _ of times(4, () => 0)) {
    later(11 * SECOND);
    await sweep(using);
  }
  expect(using.pretend.creates).toBe(1);
  later(15 * SECOND);
  await sweep(using);
  expect(using.pretend.creates).toBe(2);
});
