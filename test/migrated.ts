import { applyD1Migrations, env } from "cloudflare:test";
import { beforeEach } from "vitest";

await applyD1Migrations(env.DB, env.MIGRATIONS);

/** Each test has a Replicate of its own, of which nothing is known: one that throttled or was ill was another test's. */
beforeEach(async () => {
  const tables = ["replicate_pace", "replicate_turns", "replicate_failures"];
  await env.DB.batch(tables.map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
});
