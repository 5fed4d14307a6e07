import { describe, expect, test } from "vitest";
import type { Pixels } from "~/platform/codecs.server";
import { WEBP } from "../../test/pretend-replicate";
import { encoded, plain } from "../../test/real-pictures";
import {
  anAccount,
  anInput,
  anOrder,
  creditsOf,
  expectBooksToBalance,
  generation,
  world,
} from "../../test/world";
import { startGeneration } from "./start.server";

/** What comes of an order to cut a picture out for which Replicate sends this file. */
async function cutOutAs(file: Uint8Array<ArrayBuffer>) {
  const using = world();
  const user = await anAccount(using, { credits: 10 });
  using.pretend.onDownload = () => new Response(file);
  const order = anOrder({ model: "cutout" }, await anInput(using, user));
  await startGeneration(using, user, order);
  await expectBooksToBalance(using, user, { isOver: true });
  const { status, error_code, cost } = await generation(using, order.id);
  return { status, error_code, spent: 10 - (await creditsOf(using, user)), cost };
}

/** A picture whose first pixels have this opacity, and whose others are opaque. */
function withOpacity(opacity: number, share: number): Pixels {
  const picture = plain(8, 8, [200, 90, 30]);
  for (let at = 3; at < picture.data.length * share; at += 4) picture.data[at] = opacity;
  return picture;
}

describe("a picture without its background", () => {
  test.each(["image/png", "image/webp"] as const)(
    "is one as %s with parts that show through",
    async (type) => {
      const { status, spent, cost } = await cutOutAs(await encoded(type, withOpacity(0, 0.5)));
      expect({ status, spent }).toEqual({ status: "succeeded", spent: cost });
    },
  );

  test.each([
    ["nothing of which shows through", () => encoded("image/png", withOpacity(255, 1))],
    ["of which nothing is seen", () => encoded("image/png", withOpacity(0, 1))],
    ["that cannot show through", () => encoded("image/jpeg", withOpacity(255, 1))],
    ["of one opaque pixel", async () => WEBP],
  ])("is none with a file %s: the credit comes back", async (_, file) => {
    expect(await cutOutAs(await file())).toMatchObject({
      status: "failed",
      error_code: "not_cut_out",
      spent: 0,
    });
  });
});
