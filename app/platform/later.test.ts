import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { laterIn } from "./later.server";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function aContext() {
  const waitedFor: Promise<unknown>[] = [];
  return { waitedFor, later: laterIn({ waitUntil: (work) => void waitedFor.push(work) }) };
}

test("work left for later leaves the visitor the time to follow the answer, and is waited for", async () => {
  const { waitedFor, later } = aContext();
  const done: string[] = [];
  later(async () => void done.push("it"));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(done).toEqual([]);
  await vi.advanceTimersByTimeAsync(2_000);
  await Promise.all(waitedFor);
  expect([waitedFor.length, done]).toEqual([1, ["it"]]);
});

test("work that breaks is logged, without what broke it", async () => {
  const logged = vi.spyOn(console, "error").mockReturnValue();
  const { waitedFor, later } = aContext();
  later(() => Promise.reject(new TypeError("private words")));
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await Promise.allSettled(waitedFor)).toEqual([{ status: "fulfilled", value: undefined }]);
  expect(logged.mock.calls).toEqual([[JSON.stringify({ event: "later_failed", reason: "TypeError" })]]);
});
