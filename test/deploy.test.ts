import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

test("npm run deploy migrates the remote database before the new code goes out, and stops where one fails", async () => {
  const { scripts } = JSON.parse(await readFile("package.json", "utf8"));
  expect(scripts.deploy.split(" && ")).toEqual([
    "npm run build",
    "wrangler d1 migrations apply flux-ai --remote",
    "wrangler deploy",
  ]);
});
