import { fileURLToPath } from "node:url";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-pool-workers";
import { defineConfig } from "vitest/config";

const alias = { "~": fileURLToPath(new URL("./app", import.meta.url)) };

const STARTING = ["test/journeys/killed-and-started-again.test.ts", "test/built-over.test.ts"];

const OF_THE_APP = {
  globalSetup: ["test/browser-setup.ts"],
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

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
        test: {
          name: "business",
          include: ["app/**/*.test.ts"],
          setupFiles: ["test/migrated.ts"],
          testTimeout: OF_THE_APP.testTimeout,
        },
      },
      {
        // The whole app as `npm start` serves it, over HTTP and in a real browser. Half of its time is waiting.
        resolve: { alias },
        test: {
          ...OF_THE_APP,
          name: "app",
          include: ["test/**/*.test.ts"],
          exclude: STARTING,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // `npm start` itself, which builds anew what the others serve.
        resolve: { alias },
        test: {
          ...OF_THE_APP,
          name: "start",
          include: STARTING,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
