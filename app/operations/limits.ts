/** When the Worker sweeps and when it audits, as `triggers` of wrangler.toml has them too: a test compares the two. */
export const SWEEP_CRON = "* * * * *";
export const AUDIT_CRON = "17 * * * *";
