import { applyD1Migrations, env } from "cloudflare:test";
import { beforeEach, vi } from "vitest";
import { emptyEverything } from "./emptied";
import { holdConsole } from "./held-console";

holdConsole();

// One isolate runs file after file (vitest.config.ts): each finds the clock, the globals and the empty store of a new one.
vi.useRealTimers();
vi.restoreAllMocks();
vi.unstubAllGlobals();
await applyD1Migrations(env.DB, env.MIGRATIONS);
await emptyEverything();

/** Each test has a Replicate of its own, of which nothing is known: one that throttled or was ill was another test's. */
beforeEach(async () => {
  const tables = ["replicate_pace", "replicate_turns", "replicate_failures"];
  await env.DB.batch(tables.map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
});
