declare namespace Cloudflare {
  interface Env {
    /** Not migrated: for tests of the migrations themselves. */
    OLD_DB: D1Database;
    MIGRATIONS: import("@cloudflare/vitest-pool-workers").D1Migration[];
  }
}
