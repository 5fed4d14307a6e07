import { env } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import { startGeneration } from "~/generations/start.server";
import { setFavorite } from "~/history/favorite.server";
import { historyPage } from "~/history/list.server";
import type { Services } from "~/services.server";
import { makeServices } from "~/services.server";
import { pretendReplica } from "../../../test/pretend-replica";
import { anAccount, anOrder, world } from "../../../test/world";
import { bookmarkOfWrites, openNearest } from "./nearest-database.server";

async function site(vars: Record<string, string> = {}) {
  const using = world();
  const user = await anAccount(using);
  const order = anOrder();
  await startGeneration(using, user, order);
  const d1 = pretendReplica(env.DB);
  /** Does something for one request of a browser with this cookie, and returns what came of it and the cookie afterwards. */
  const request = async <Result>(
    method: "GET" | "POST",
    path: string,
    cookie: string,
    does: (using: Services) => Promise<Result>,
  ) => {
    const asked = new Request(`http://localhost${path}`, { method, headers: { Cookie: cookie } });
    const services = makeServices({ ...env, DB: d1, ...vars });
    await openNearest(services, asked);
    const result = await does(services);
    const kept = await bookmarkOfWrites(services, asked);
    return { result, cookie: kept?.split(";")[0] ?? cookie };
  };
  const mark = (isFavorite: boolean, cookie: string) =>
    request("POST", `/generations/${order.id}/favorite`, cookie, (services) =>
      setFavorite(services, user, [order.id], isFavorite),
    );
  const look = async (cookie: string, path = "/history") =>
    (await request("GET", path, cookie, (services) => historyPage(services, user))).result.cards[0]?.favorite;
  return { mark, look };
}

describe("a copy of the database that is behind", () => {
  test("answers who only looks, and never shows somebody the time before what they just did", async () => {
    const { mark, look } = await site();
    const { cookie: first } = await mark(false, "");
    // The copy knows that much, and stops here.
    expect(await look(first)).toBe(0);
    const { cookie: second } = await mark(true, first);
    expect(await look(second)).toBe(1);
    // It really is behind: by the bookmark before, it still says what was.
    expect(await look(first)).toBe(0);
    const { cookie: third } = await mark(false, second);
    expect(await look(third)).toBe(0);
  });

  test.each([
    ["whose browser has no bookmark", "", "/history"],
    ["whose bookmark is not ours", "bookmark=IjAi.forged", "/history"],
    ["who looks at what may be on its way", "first", "/generations/1"],
    ["who looks at money", "first", "/credits"],
    ["who is asked for by a form", "first", "/login"],
  ])("is not asked for somebody %s", async (_, which, path) => {
    const { mark, look } = await site();
    const { cookie: first } = await mark(false, "");
    expect(await look(first)).toBe(0);
    await mark(true, first);
    expect(await look(which === "first" ? first : which, path)).toBe(1);
  });

  test("is not asked at all where a setting says so, and no bookmark is kept", async () => {
    const { mark, look } = await site({ READ_REPLICAS: "off" });
    const { cookie } = await mark(false, "");
    expect(cookie).toBe("");
    expect(await look(cookie)).toBe(0);
    await mark(true, cookie);
    expect(await look(cookie)).toBe(1);
  });
});
