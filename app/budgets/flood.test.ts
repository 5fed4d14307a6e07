import { expect, test } from "vitest";
import { floodKind, isFlood } from "./flood.server";

/** Cloudflare's binding, but that it counts to three. */
function floodsAfter(most: number) {
  const keys: string[] = [];
  const limit = async ({ key }: { key: string }) => {
    keys.push(key);
    return { success: keys.filter((other) => other === key).length <= most };
  };
  return { keys, settings: { FLOODS: { limit }, SESSION_SECRETS: ["of-the-tests"] } };
}

test("each kind of thing, and each visitor, is counted by itself, under a name that says nothing", async () => {
  const { keys, settings } = floodsAfter(2);
  const answers: boolean[] = [];
  for (let time = 0; time < 3; time++) answers.push(await isFlood(settings, "form", "192.0.2.1"));
  answers.push(await isFlood(settings, "search", "192.0.2.1"), await isFlood(settings, "form", "192.0.2.2"));
  expect(answers).toEqual([false, false, true, false, false]);
  expect(keys.join()).not.toContain("192.0");
});

test("nothing is counted without the binding, or where nothing tells who asks", async () => {
  const { keys, settings } = floodsAfter(0);
  expect(await isFlood({ ...settings, FLOODS: undefined }, "form", "192.0.2.1")).toBe(false);
  expect(await isFlood(settings, "form", null)).toBe(false);
  expect(keys).toEqual([]);
});

test.each([
  ["POST", "/login", "form"],
  ["POST", "/webhooks/replicate/1", null],
  ["GET", "/history?q=cat", "search"],
  ["GET", "/history", null],
  ["GET", "/generations/1/events", "stream"],
  ["GET", "/", null],
])("%s %s is counted as %s", (method, path, kind) => {
  const url = new URL(path, "http://localhost");
  expect(floodKind(new Request(url, { method }), url)).toBe(kind);
});
