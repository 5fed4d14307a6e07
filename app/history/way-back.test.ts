import { expect, test } from "vitest";
import { startGeneration } from "~/generations/start.server";
import { anAccount, anOrder, world } from "../../test/world";
import { deleteGenerations } from "./deleted/delete.server";
import { besideIn, listBehind } from "./way-back.server";

const ID = "01890000-0000-7000-8000-000000000000";
const from = (referer: string) =>
  new Request(`http://localhost/generations/${ID}`, { headers: { Referer: referer } });

test.each([
  ["http://localhost/history?q=castle&before=7", `/history?q=castle&before=7#${ID}`],
  ["http://localhost/history", `/history#${ID}`],
  ["http://localhost/historyx", null],
  ["http://localhost/history/deleted", null],
  ["http://elsewhere.test/history", null],
  ["http://localhost/generations/1", null],
  ["", null],
])("a picture opened from %s has a way back to %s", (referer, back) => {
  expect(listBehind(from(referer), ID)).toBe(back);
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
