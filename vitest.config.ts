import { fileURLToPath } from "node:url";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-pool-workers";
import { defineConfig } from "vitest/config";
import { filesLeftOut } from "./test/browser-files";

const alias = { "~": fileURLToPath(new URL("./app", import.meta.url)) };

const leftOut = await filesLeftOut();

const STARTING = ["test/journeys/killed-and-started-again.test.ts", "test/built-over.test.ts"];

/** For a machine that does much else at once: a test ends when what it waits for is there, not when these are over. */
const PATIENT = {
  // One process, or one isolate, runs file after file: to load everything anew takes longer than most files do.
  isolate: false,
  // Left to itself Vitest takes one core fewer than there are: one.
  maxWorkers: 2,
  testTimeout: 180_000,
  hookTimeout: 240_000,
  expect: { poll: { timeout: 90_000 } },
};

/** Files that hold so much in memory that an isolate in which others ran before them has no room for it. */
const LARGE = ["app/pictures/keep-large.test.ts"];

/** The business, in workerd, on real D1 and R2; Replicate is pretended (test/pretend-replicate.ts). */
const ofTheBusiness = (test: { name: string; include: string[]; exclude?: string[]; isolate?: boolean }) => ({
  plugins: [
    cloudflareTest(async () => ({
      miniflare: {
        compatibilityDate: "2026-04-01",
        compatibilityFlags: ["nodejs_compat"],
        d1Databases: ["DB", "OLD_DB"],
        r2Buckets: ["PICTURES"],
        modulesRules: [{ type: "CompiledWasm" as const, include: ["**/*.wasm"] }],
        bindings: {
          MIGRATIONS: await readD1Migrations("migrations"),
          SESSION_SECRETS: "of-the-tests",
          RECORDS: process.env.RECORDS ?? "",
          // How often the random walk is walked and from which seed; `npm run faults` sets others.
          FAULT_RUNS: process.env.FAULT_RUNS ?? "150",
          FAULT_SEED: process.env.FAULT_SEED ?? "1",
        },
      },
    })),
  ],
  resolve: { alias },
  test: { ...PATIENT, setupFiles: ["test/migrated.ts"], ...test },
});

const OF_THE_APP = {
  ...PATIENT,
  globalSetup: ["test/browser-setup.ts"],
  // The certificate of test/mail-server.ts, which workerd is told to trust when Miniflare is loaded.
  env: { NODE_EXTRA_CA_CERTS: "test/localhost.pem" },
};

export default defineConfig({
  test: {
    silent: "passed-only",
    passWithNoTests: leftOut.length > 0,
    projects: [
      ofTheBusiness({ name: "business", include: ["app/**/*.test.ts"], exclude: LARGE }),
      ofTheBusiness({ name: "business-large", include: LARGE, isolate: true }),
      {
        // The whole app as `npm start` serves it, over HTTP and in a real browser. Half of its time is waiting.
        resolve: { alias },
        test: {
          ...OF_THE_APP,
          name: "app",
          include: ["test/**/*.test.ts"],
          exclude: [...STARTING, ...leftOut],
          maxWorkers: 4,
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
