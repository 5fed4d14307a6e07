declare namespace Cloudflare {
  interface Env {
    /** A database without migrations, for tests of the migrations themselves. */
    OLD_DB: D1Database;
    /** Set by `npm run record`. */
    RECORDS: string;
    FAULT_RUNS: string;
    FAULT_SEED: string;
    MIGRATIONS: import("@cloudflare/vitest-pool-workers").D1Migration[];
  }
}
