import { env } from "cloudflare:test";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { User } from "~/accounts/user";
import { sweep } from "~/operations/sweep.server";
import { MINUTE, SECOND } from "~/platform/clock.server";
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
import { ILL_AFTER_FAILURES } from "../limits";
import { startGeneration } from "../start.server";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-03-01T12:00:00Z") }));
afterEach(() => void vi.useRealTimers());
afterEach(() => void vi.restoreAllMocks());
afterEach(() => env.DB.prepare("DELETE FROM generation_history WHERE completed_at IS NULL").run());
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

let using: World;
let user: User;

beforeEach(async () => {
  using = world({ MAX_OPEN_GENERATIONS: "100" });
  user = await anAccount(using, { credits: 50 });
});

const elsewhere = () => world({ MAX_OPEN_GENERATIONS: "100" }, using.pretend);
const order = async () => {
  const ordered = anOrder();
  await startGeneration(elsewhere(), user, ordered);
  return ordered.id;
};
const failing = () => {
  using.pretend.onCreate = (made) => Response.json(using.pretend.fail(made, "E1001"), { status: 201 });
};
const lost = () => {
  using.pretend.onCreate = (made) => {
    using.pretend.forget(made);
    return new Response("<html>", { status: 502 });
  };
};
const healthy = () => {
  using.pretend.onCreate = (made) => Response.json(using.pretend.succeed(made), { status: 201 });
};
const outcomes = (ids: string[]) =>
  Promise.all(
    ids.map(async (id) => {
      const { status, error_code } = await generation(using, id);
      return error_code ?? status;
    }),
  );
async function orders(count: number): Promise<string[]> {
  const ids = [];
  for (let index = 0; index < count; index++) ids.push(await order());
  return ids;
}

test("nine failures in a minute are not an illness: all are tried again", async () => {
  failing();
  const ids = await orders(ILL_AFTER_FAILURES - 1);
  expect(await outcomes(ids)).toEqual(ids.map(() => "reserved"));
  healthy();
  later(5 * SECOND);
  await sweep(elsewhere());
  expect(await outcomes(ids)).toEqual(ids.map(() => "succeeded"));
  expect(await creditsOf(using, user)).toBe(50 - ids.length);
});

test("S24: ten are: no second attempt any more, nor for those that waited for theirs; the credit is back", async () => {
  const errors = vi.spyOn(console, "error").mockReturnValue();
  failing();
  const ids = await orders(ILL_AFTER_FAILURES + 5);
  expect(await outcomes(ids)).toEqual([
    ...times(ILL_AFTER_FAILURES - 1, () => "reserved"),
    ...times(6, () => "busy"),
  ]);
  later(5 * SECOND);
  await sweep(elsewhere());
  expect(await outcomes(ids)).toEqual(ids.map(() => "busy"));
  expect(using.pretend.creates).toBe(ids.length);
  expect(await creditsOf(using, user)).toBe(50);
  await expectBooksToBalance(using, user, { isOver: true });
  expect(errors.mock.calls.filter(([line]) => String(line).includes("replicate_is_ill"))).toHaveLength(1);
});

test("lost answers count, too: what was surely not made is not asked for again", async () => {
  lost();
  const ids = await orders(ILL_AFTER_FAILURES);
  later(15 * SECOND);
  await sweep(elsewhere());
  expect(await outcomes(ids)).toEqual(ids.map(() => "busy"));
  expect(using.pretend.creates).toBe(ids.length);
  await expectBooksToBalance(using, user, { isOver: true });
});

test("first attempts still go, and bring pictures as soon as it is well", async () => {
  vi.spyOn(console, "error").mockReturnValue();
  failing();
  await orders(ILL_AFTER_FAILURES);
  healthy();
  expect(await outcomes([await order()])).toEqual(["succeeded"]);
});

test("after two calm minutes second attempts go again", async () => {
  vi.spyOn(console, "error").mockReturnValue();
  failing();
  await orders(ILL_AFTER_FAILURES);
  later(2 * MINUTE);
  const id = await order();
  expect(await outcomes([id])).toEqual(["reserved"]);
  healthy();
  later(5 * SECOND);
  await sweep(elsewhere());
  expect(await outcomes([id])).toEqual(["succeeded"]);
});

test("a picture that comes counts nothing; nor does one that Replicate has too much to do for, or refuses", async () => {
  await order();
  using.pretend.onCreate = () => Response.json({ detail: "…" }, { status: 422 });
  vi.spyOn(console, "error").mockReturnValue();
  await order();
  using.pretend.onCreate = (made) => Response.json(using.pretend.fail(made, "NSFW"), { status: 201 });
  await order();
  using.pretend.onCreate = () => Response.json({ retry_after: 1 }, { status: 429 });
  await order();
  const { results } = await env.DB.prepare("SELECT * FROM replicate_failures").all();
  expect(results).toEqual([]);
});
