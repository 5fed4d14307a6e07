import { expect, test } from "vitest";
import { startGeneration } from "~/generations/start.server";
import { anAccount, anOrder, world } from "../../test/world";
import { deleteGenerations } from "./deleted/delete.server";
import { besideIn, forgetList, wayBack } from "./way-back.server";

const ID = "01890000-0000-7000-8000-000000000000";
const from = (referer: string, cookie = "") =>
  new Request(`http://localhost/generations/${ID}`, { headers: { Referer: referer, Cookie: cookie } });

test.each([
  ["http://localhost/history?q=castle&before=7", `/history?q=castle&before=7#${ID}`],
  ["http://localhost/history", `/history#${ID}`],
  ["http://localhost/historyx", null],
  ["http://localhost/history/deleted", null],
  ["http://elsewhere.test/history", null],
  ["http://localhost/generations/1", null],
  ["", null],
])("a picture opened from %s has a way back to %s", async (referer, back) => {
  expect((await wayBack(world(), { id: "anybody" }, from(referer), ID)).listBehind).toBe(back);
});

test("the way back goes along from picture to picture, with nobody else, and not beyond signing out", async () => {
  const [using, user] = [world(), { id: "somebody" }];
  const list = "/history?q=%E5%9F%8E%E5%A0%A1&order=oldest";
  const { headers } = await wayBack(using, user, from(`http://localhost${list}`), ID);
  const cookie = headers[0]?.[1]?.split(";")[0] ?? "";
  const after = (referer: string, who = user, kept = cookie) =>
    wayBack(using, who, from(referer, kept), ID).then(({ listBehind }) => listBehind);
  for (const page of ["generations/1", "generations/1?looks=2", "orders/1", "compare?a=1&b=2", "", "?index"])
    expect([page, await after(`http://localhost/${page}`)]).toEqual([page, `${list}#${ID}`]);
  for (const page of ["http://localhost/credits", "http://elsewhere.test/generations/1", ""])
    expect([page, await after(page)]).toEqual([page, null]);
  expect(await after("http://localhost/generations/1", { id: "another" })).toBeNull();
  expect(await after("http://localhost/generations/1", user, `${cookie}x`)).toBeNull();
  expect(await forgetList(from(""), using)).toMatch(/^list=;.*Max-Age=0/);
  const long = `http://localhost/history?q=${"x".repeat(2_000)}`;
  expect((await wayBack(using, user, from(long), ID)).headers).toEqual([]);
});

test("after a deletion the list goes on at the card before, of those that it is narrowed to", async () => {
  const using = world();
  const user = await anAccount(using, { credits: 4 });
  const ids: string[] = [];
  for (const prompt of ["a fox", "a hen", "a fox", "a fox"]) {
    const order = anOrder({ prompt });
    await startGeneration(using, user, order);
    ids.unshift(order.id);
  }
  const [newest = "", second = "", hen = "", oldest = ""] = ids;
  await deleteGenerations(using, user, [hen]);
  const beside = (page: string, id: string) => besideIn(using, user, from(""), page, id);
  expect(await beside("/history", hen)).toBe(`/history#${second}`);
  expect(await beside("/history?order=oldest", hen)).toBe(`/history?order=oldest#${oldest}`);
  await deleteGenerations(using, user, [second]);
  expect(await beside("/history?q=fo", oldest)).toBe(`/history?q=fo#${newest}`);
  expect(await beside("/history", newest)).toBe("/history");
  expect(await beside("/history?model=x", hen)).toBe("/history?model=x");
  expect(await besideIn(using, await anAccount(using), from(""), "/history", oldest)).toBe("/history");
});
