import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { AUDIT_CRON, SWEEP_CRON } from "~/operations/limits";

test("npm run deploy migrates the remote database before the new code goes out, and stops where one fails", async () => {
  const { scripts } = JSON.parse(await readFile("package.json", "utf8"));
  expect(scripts.deploy.split(" && ")).toEqual([
    "npm run build",
    "wrangler d1 migrations apply flux-ai --remote",
    "wrangler deploy",
  ]);
});

test("Cloudflare calls the Worker when it sweeps and when it audits", async () => {
  const crons = (await readFile("wrangler.toml", "utf8")).match(/^crons = (.*)$/m)?.[1] ?? "[]";
  expect(JSON.parse(crons)).toEqual([SWEEP_CRON, AUDIT_CRON]);
});
