import { env } from "cloudflare:test";
import { expect, test, vi } from "vitest";
import { makeServices } from "~/services.server";
import { fullnessOf } from "./fullness.server";
import { sweep } from "./sweep.server";

const GB = 1e9;

test("how full the database is tells its last answer, and from 80 % on that is nearly full", async () => {
  expect(fullnessOf({ bytes: null })).toBeNull();
  expect(fullnessOf({ bytes: 1_234_567 })).toEqual({ megabytes: 1.2, percent: 0, isNearlyFull: false });
  expect(fullnessOf({ bytes: 7.99 * GB })).toMatchObject({ percent: 79.9, isNearlyFull: false });
  expect(fullnessOf({ bytes: 8 * GB })).toEqual({ megabytes: 8000, percent: 80, isNearlyFull: true });
  const { db } = makeServices(env);
  expect(db.bytes).toBeNull();
  await db.selectFrom("users").select("id").limit(1).execute();
  expect(db.bytes).toBeGreaterThan(100_000);
});

test.each([
  ["says in its line how full the database is", 1 * GB, 0],
  ["warns when it is nearly full", 8.1 * GB, 1],
])("the sweep %s", async (_, size, warnings) => {
  const [info, warn] = [vi.spyOn(console, "log"), vi.spyOn(console, "warn")];
  const using = makeServices(env);
  // As large as no test makes it.
  Object.defineProperty(using.db, "bytes", { value: size });
  await sweep(using);
  const line = info.mock.calls.map(([text]) => JSON.parse(text)).find(({ event }) => event === "sweep");
  expect(line).toMatchObject({ database_percent: size / (GB / 10), database_mb: size / 1e6 });
  expect(warn.mock.calls.filter(([text]) => text.includes("database_nearly_full"))).toHaveLength(warnings);
  vi.restoreAllMocks();
});
