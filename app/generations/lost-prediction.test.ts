import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { User } from "~/accounts/user";
import { sweep } from "~/operations/sweep.server";
import { MINUTE, SECOND } from "~/platform/clock.server";
import { readPrediction } from "~/replicate/prediction.server";
import type { PretendPrediction } from "../../test/pretend-replicate";
import { signed } from "../../test/signed";
import {
  anAccount,
  anInput,
  anOrder,
  creditsOf,
  expectBooksToBalance,
  generation,
  type World,
  world,
} from "../../test/world";
import type { Generation } from "./generation.server";
import { isOf } from "./lost-prediction.server";
import type { Order } from "./order/order.server";
import { startGeneration } from "./start.server";
import { receiveWebhook } from "./webhook.server";

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

let using: World;
let user: User;

beforeEach(async () => {
  using = world();
  user = await anAccount(using, { credits: 100 });
});

const elsewhere = (vars = {}) => world(vars, using.pretend);
async function sweeps(minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    later(MINUTE + SECOND);
    await sweep(elsewhere());
  }
}
/** The answer to the next create is lost; what becomes of the prediction is the test's. */
function loseOne(becomes: (made: PretendPrediction) => unknown): void {
  const usual = using.pretend.onCreate;
  using.pretend.onCreate = (made) => {
    using.pretend.onCreate = usual;
    becomes(made);
    return new Response("<html>", { status: 504 });
  };
}
const succeed = (made: PretendPrediction) => using.pretend.succeed(made);
const forget = (made: PretendPrediction) => using.pretend.forget(made);
const goOn = (made: PretendPrediction) => Object.assign(made, { status: "processing" });

async function order(fields: Record<string, string>, hasPicture: boolean): Promise<Order> {
  const made = anOrder(fields, hasPicture ? await anInput(using, user) : null);
  await startGeneration(using, user, made);
  return made;
}
async function expectPicture({ id }: Order, predictionId?: string): Promise<void> {
  expect(await generation(using, id)).toMatchObject({
    status: "succeeded",
    ...(predictionId && { prediction_id: predictionId }),
  });
  await expectBooksToBalance(using, user);
  expect(using.pretend.mistakes).toEqual([]);
}

describe("without a seed and a prompt, the address of its picture tells whose a prediction is", () => {
  test("a lost one is found", async () => {
    loseOne(succeed);
    const lost = await order({ model: "crisp" }, true);
    await order({ model: "crisp" }, true);
    await sweeps(1);
    expect(using.pretend.creates).toBe(2);
    await expectPicture(lost, using.pretend.made[0]?.id);
  });

  test("another generation's is not taken for it, though that was lost, too", async () => {
    loseOne(forget);
    const lost = await order({ model: "crisp" }, true);
    loseOne(succeed);
    const other = await order({ model: "crisp" }, true);
    await sweeps(2);
    expect(using.pretend.creates).toBe(3);
    await expectPicture(other, using.pretend.made[0]?.id);
    await expectPicture(lost, using.pretend.made[1]?.id);
  });

  test("a webhook about another's does not settle it", async () => {
    loseOne(goOn);
    const lost = await order({ model: "crisp" }, true);
    loseOne(succeed);
    await order({ model: "crisp" }, true);
    const [ours, others] = using.pretend.made;
    later(MINUTE);
    const listening = elsewhere({ REPLICATE_WEBHOOK_SECRET: SECRET });
    const news = (id = "") => receiveWebhook(listening, lost.id, signed(SECRET, JSON.stringify({ id })));
    expect(await news(others?.id)).toBe("not_ours");
    if (ours) succeed(ours);
    expect(await news(ours?.id)).toBe("done");
    await expectPicture(lost, ours?.id);
  });
});

test("the same words and seed with another picture are not taken for ours", async () => {
  const fields = { model: "kontext", prompt: "at night", seed: "7" };
  loseOne(succeed);
  await order(fields, true);
  await using.db.deleteFrom("generation_history").execute();
  loseOne(forget);
  const lost = await order(fields, true);
  await sweeps(2);
  await expectPicture(lost, using.pretend.made[1]?.id);
});

describe("where nothing tells, it is not made a second time", () => {
  const fields = { model: "nanobanana", prompt: "a ship" };

  test.each([
    ["made", succeed],
    ["not made", forget],
  ])("lost and %s: the credit is back after the search", async (_, becomes) => {
    loseOne(becomes);
    const lost = await order(fields, false);
    expect(await creditsOf(using, user)).toBeLessThan(100);
    await sweeps(3);
    expect(await generation(using, lost.id)).toMatchObject({ status: "failed", error_code: "no_answer" });
    expect(await creditsOf(using, user)).toBe(100);
    expect(using.pretend.creates).toBe(1);
  });

  test("while one goes on that may be ours, its webhook is waited for, and believed by its address", async () => {
    loseOne(goOn);
    const lost = await order(fields, false);
    await sweeps(2);
    expect(await generation(using, lost.id)).toMatchObject({ status: "reserved" });
    const [made] = using.pretend.made;
    if (made) succeed(made);
    later(MINUTE);
    const listening = elsewhere({ REPLICATE_WEBHOOK_SECRET: SECRET });
    const news = signed(SECRET, JSON.stringify({ id: made?.id }));
    expect(await receiveWebhook(listening, lost.id, news)).toBe("done");
    await expectPicture(lost, made?.id);
    expect(using.pretend.creates).toBe(1);
  });

  test("with a webhook about other words, or somebody else's, it is not settled", async () => {
    loseOne(goOn);
    const lost = await order(fields, false);
    const other = await order({ ...fields, prompt: "a train" }, false);
    const same = await order(fields, false);
    const idOf = async ({ id }: Order) => (await generation(using, id)).prediction_id;
    later(MINUTE);
    const listening = elsewhere({ REPLICATE_WEBHOOK_SECRET: SECRET });
    for (const settled of [other, same]) {
      const news = signed(SECRET, JSON.stringify({ id: await idOf(settled) }));
      await receiveWebhook(listening, lost.id, news);
      expect(await generation(using, lost.id)).toMatchObject({ status: "reserved", prediction_id: null });
    }
  });

  test("one that failed and passes is tried again: that much was told", async () => {
    let left = 1;
    using.pretend.onCreate = (made) =>
      Response.json(left-- > 0 ? using.pretend.fail(made, "E1001") : using.pretend.succeed(made));
    const made = await order(fields, false);
    await sweeps(1);
    await expectPicture(made);
  });
});

describe("whose a prediction is", () => {
  const ours = { model: "a/b", prompt: "a ship", seed: 7 } as Generation;
  const [url, others] = ["https://r.test/v1/files/1", "https://r.test/v1/files/2"];
  const SEED = { hasSeed: true, hasPrompt: true, urls: [] as string[] };
  const FILE = { hasSeed: false, hasPrompt: false, urls: [url] };
  const WORDS = { hasSeed: false, hasPrompt: true, urls: [] as string[] };
  const words = { prompt: "a ship", seed: 7 };

  test.each([
    ["seed and prompt", SEED, words, "yes"],
    ["another seed", SEED, { ...words, seed: 8 }, "no"],
    ["no seed told", SEED, { prompt: "a ship" }, "maybe"],
    ["our file", FILE, { image: url }, "yes"],
    ["our file among others, with a signature", FILE, { images: [others, `${url}?expiry=1`] }, "yes"],
    ["another file", FILE, { image: others }, "no"],
    ["a file that lies elsewhere", FILE, { image: "https://elsewhere.test/1" }, "maybe"],
    ["nothing told", FILE, null, "maybe"],
    ["our words, which any order may have", WORDS, { prompt: "a ship" }, "maybe"],
    ["other words", WORDS, { prompt: "a train" }, "no"],
    ["our words and seed and file", { ...SEED, urls: [url] }, { ...words, image: url }, "yes"],
    ["our words and seed, another file", { ...SEED, urls: [url] }, { ...words, image: others }, "no"],
    ["our words and seed, no file told", { ...SEED, urls: [url] }, words, "yes"],
    ["our words and seed, and no file to be known by", SEED, { ...words, image: others }, "yes"],
  ])("%s", (_, marks, input, answer) => {
    const prediction = readPrediction({ id: "p", model: "a/b", status: "processing", input });
    expect(prediction && isOf(ours, prediction, marks)).toBe(answer);
  });

  test("another model", () => {
    const prediction = readPrediction({ id: "p", model: "a/c", input: { image: url } });
    expect(prediction && isOf(ours, prediction, FILE)).toBe("no");
  });
});
