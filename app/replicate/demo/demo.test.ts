import { describe, expect, test } from "vitest";
import { startGeneration } from "~/generations/start.server";
import { SIZES } from "~/models/ratios";
import { readPicture } from "~/platform/formats/read-picture.server";
import { demoPicture } from "../../../test/demo-pictures";
import { anAccount, anOrder, expectBooksToBalance, generation, times, world } from "../../../test/world";
import { replicateFor } from "../client.server";
import { answerAsReplicate } from "./stand-in.server";

/** The demo itself, with nothing pretended. */
function demo() {
  const using = world({ REPLICATE_API_TOKEN: "" });
  return { ...using, replicate: replicateFor(using.settings, using.timings) };
}

const picture = (prompt: string, seed: number, ratio = "1:1") =>
  demoPicture("black-forest-labs/flux-schnell", { prompt, seed, aspect_ratio: ratio });

describe("a picture", () => {
  test("is the prompt's and the seed's own", async () => {
    const castle = await picture("a castle at night", 1);
    expect(await picture("a castle at night", 1)).toEqual(castle);
    expect(await picture("a castle at night", 2)).not.toEqual(castle);
    expect(await picture("a castle at dawn", 1)).not.toEqual(castle);
    expect(await picture("quantum", 1)).not.toEqual(await picture("philosophy", 1));
  });

  test.each(Object.entries(SIZES))("has the size of %s", async (ratio, size) => {
    const [width, height] = size;
    expect(readPicture(await picture("the sea", 7, ratio))).toMatchObject({
      type: "image/webp",
      width,
      height,
    });
  });
});

describe("the whole way", () => {
  test("pays, paints and keeps, through the same client as for real", async () => {
    const using = demo();
    expect(using.replicate.isDemo).toBe(true);
    const user = await anAccount(using);
    const order = anOrder({ ratio: "16:9", prompt: "一座山" });
    await startGeneration(using, user, order);
    const { status, prediction_id, image_id } = await generation(using, order.id);
    expect(status).toBe("succeeded");
    // It is stored, and could be looked up by anyone who runs the app: nothing of the prompt's text is in it.
    expect(atob(prediction_id?.replaceAll("-", "+").replaceAll("_", "/") ?? "")).not.toContain("山");
    const { width, height } = await using.db
      .selectFrom("images")
      .selectAll()
      .where("id", "=", image_id ?? "")
      .executeTakeFirstOrThrow();
    expect([width, height]).toEqual(SIZES["16:9"]);
    await expectBooksToBalance(using, user);
  });

  test.each([
    ["a storm [fail]", "failed"],
    ["a storm [blocked]", "moderated"],
    ["a storm [unavailable]", "unavailable"],
  ])("%s: the credit comes back", async (prompt, code) => {
    const using = demo();
    const user = await anAccount(using);
    const order = anOrder({ prompt });
    await startGeneration(using, user, order);
    expect(await generation(using, order.id)).toMatchObject({ status: "failed", error_code: code });
    await expectBooksToBalance(using, user);
  });
});

test("a prediction needs no memory: another isolate answers for it", async () => {
  const body = JSON.stringify({ input: { prompt: "a slow storm [slow]", seed: 3, aspect_ratio: "1:1" } });
  const url = "https://api.replicate.com/v1/models/black-forest-labs/flux-schnell/predictions";
  const made = await answerAsReplicate(
    new Request(url, { method: "POST", body, headers: { "Content-Type": "application/json" } }),
  );
  expect(made.status).toBe(201);
  const { id, status } = await made.json<{ id: string; status: string }>();
  expect(status).toBe("starting");
  const read = async () =>
    (await answerAsReplicate(new Request(`https://api.replicate.com/v1/predictions/${id}`))).json();
  expect(await read()).toMatchObject({ id, status: "starting", output: null });
});

test.each(times(3, (index) => ["", "nonsense", "e30"][index] ?? ""))(
  "an id that is none of ours is not found: %j",
  async (id) => {
    for (const url of [
      `https://api.replicate.com/v1/predictions/${id}`,
      `https://replicate.delivery/demo/${id}/out-0.webp`,
    ])
      expect((await answerAsReplicate(new Request(url))).status).toBe(404);
  },
);
