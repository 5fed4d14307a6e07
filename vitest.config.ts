import { fileURLToPath } from "node:url";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-pool-workers";
import { defineConfig } from "vitest/config";

const alias = { "~": fileURLToPath(new URL("./app", import.meta.url)) };

export default defineConfig({
  test: {
    silent: "passed-only",
    projects: [
      {
        // The business, in workerd, on real D1 and R2; Replicate is pretended (test/pretend-replicate.ts).
        plugins: [
          cloudflareTest(async () => ({
            miniflare: {
              compatibilityDate: "2026-04-01",
              compatibilityFlags: ["nodejs_compat"],
              d1Databases: ["DB", "OLD_DB"],
              r2Buckets: ["PICTURES"],
              modulesRules: [{ type: "CompiledWasm", include: ["**/*.wasm"] }],
              bindings: {
                MIGRATIONS: await readD1Migrations("migrations"),
                SESSION_SECRETS: "of-the-tests",
                // Of the random walk: `npm run faults` sets others.
                FAULT_RUNS: process.env.FAULT_RUNS ?? "2000",
                FAULT_SEED: process.env.FAULT_SEED ?? "1",
              },
            },
          })),
        ],
        resolve: { alias },
        test: { name: "business", include: ["app/**/*.test.ts"], setupFiles: ["test/migrated.ts"] },
      },
      {
        // The whole app as `npm start` serves it, over HTTP and in a real browser.
        resolve: { alias },
        test: {
          name: "app",
          include: ["test/**/*.test.ts"],
          globalSetup: ["test/browser-setup.ts"],
          // One after the other: a journey that runs `npm start` builds anew what the others serve.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
