import { env } from "cloudflare:test";
import { expect, test } from "vitest";
import { startGeneration } from "~/generations/start.server";
import { audit } from "~/operations/audit.server";
import { readSettings } from "~/platform/settings.server";
import { anOrder, creditsOf, entriesOf, expectBooksToBalance, times, world } from "../../../test/world";
import { onlyPerson } from "./only-person.server";

test("the one person is made once, orders without end, and the ledger adds up", async () => {
  const using = world({ SINGLE_USER: "1", MAX_OPEN_GENERATIONS: "9" });
  const people = await Promise.all(times(4, () => onlyPerson(using)));
  expect(new Set(people.map(({ id }) => id)).size).toBe(1);
  const [user] = people;
  if (!user) throw new Error("nobody");
  const twice = anOrder();
  const orders = [anOrder({ count: "3" }), anOrder(), twice, twice];
  const answers = await Promise.all(orders.map((order) => startGeneration(using, user, order)));
  expect(answers.map(({ kind }) => kind)).toEqual(times(4, () => "started"));
  using.pretend.onCreate = () => Response.json({ detail: "no" }, { status: 422 });
  await startGeneration(using, user, anOrder());
  // What came to nothing was given back, and is spent before anything more is given.
  expect(await creditsOf(using, user)).toBe(1);
  using.pretend.onCreate = undefined as never;
  const entries = await entriesOf(using, user);
  expect(entries.filter(({ kind }) => kind === "generation")).toHaveLength(6);
  await expectBooksToBalance(using, user, { isOver: true });
  expect(await audit(using)).toEqual([]);
});

test("where there were accounts, the oldest goes on; the site must not be one that others reach", async () => {
  const using = world({ SINGLE_USER: "1" });
  expect((await onlyPerson(using)).id).toBe((await onlyPerson(using)).id);
  const vars = { ...env, SINGLE_USER: "1" };
  expect(readSettings({ ...vars, PUBLIC_ORIGIN: "http://nas.local:8787" }).SINGLE_USER).toBe(true);
  expect(() => readSettings({ ...vars, PUBLIC_ORIGIN: "https://pictures.example" })).toThrow();
  expect(readSettings({ ...env, PUBLIC_ORIGIN: "https://pictures.example" }).SINGLE_USER).toBe(false);
});
