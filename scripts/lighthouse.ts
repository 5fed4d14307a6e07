import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright-core";
import { Visitor } from "../test/visitor";
import { chromiumOptions, needChromium } from "./chromium";
import { run } from "./run";
import { makeLocalSecrets } from "./secrets";
import { serve } from "./server";

/**
 * `npm run lighthouse` prints each page's scores, the median of RUNS runs on a simulated phone, and ends with 1 when a
 * page falls below LEAST. Lighthouse weighs 190 MB, so npx fetches it when it is asked for, not `npm ci`.
 */
const LIGHTHOUSE = "lighthouse@12.8.2";
const RUNS = 5;
const LEAST = { performance: 98, accessibility: 100, "best-practices": 100, seo: 100 };
const PORT = 9333;

type Category = keyof typeof LEAST;
const CATEGORIES = Object.keys(LEAST) as Category[];

await makeLocalSecrets();
await run("tsx", "scripts/build.ts");
const folder = await mkdtemp(join(tmpdir(), "flux-ai-lighthouse-"));
const server = await serve({
  port: 0,
  vars: { SESSION_SECRETS: "of-lighthouse", REPLICATE_API_TOKEN: "", SIGNUP_CREDITS: "50" },
  persistTo: folder,
  onLine: () => {},
});
const visitor = new Visitor(server);
await visitor.join();
let newest = "";
for (let count = 0; count < 24; count++) {
  const ratio = ["1:1", "16:9", "4:5"][count % 3] ?? "1:1";
  const ordered = await visitor.generate({ prompt: `A lighthouse in a storm ${count}`, ratio });
  newest = ordered.headers.get("Location") ?? "";
}

const context = await chromium.launchPersistentContext(join(folder, "profile"), {
  ...chromiumOptions(await needChromium(), [`--remote-debugging-port=${PORT}`]),
});
let isBelow = false;
await measure("welcome", "/", "");
await measure("sign in", "/login", "");
for (const [name, path] of [
  ["make", "/"],
  ["history", "/history"],
  ["picture", newest],
  ["credits", "/credits"],
] as const)
  await measure(name, path, visitor.cookie);
await context.close();
await server.stop();
await rm(folder, { recursive: true });
process.exit(isBelow ? 1 : 0);

async function measure(name: string, path: string, session: string): Promise<void> {
  await context.clearCookies();
  for (const cookie of session.split("; ").filter(Boolean)) {
    const [key = "", ...value] = cookie.split("=");
    await context.addCookies([{ name: key, value: value.join("="), url: server.url.href }]);
  }
  const runs: Record<Category, number>[] = [];
  for (let count = 0; count < RUNS; count++) runs.push(await scores(new URL(path, server.url).href));
  const medians = CATEGORIES.map((category) => median(runs.map((run) => run[category])));
  if (CATEGORIES.some((category, index) => (medians[index] ?? 0) < LEAST[category])) isBelow = true;
  console.log(
    name.padEnd(8),
    CATEGORIES.map((category, index) => `${category} ${medians[index]}`).join(", "),
  );
}

async function scores(url: string): Promise<Record<Category, number>> {
  const options = [
    `--port=${PORT}`,
    "--disable-storage-reset",
    "--quiet",
    "--output=json",
    "--output-path=stdout",
  ];
  const { stdout } = await promisify(execFile)("npx", ["--yes", LIGHTHOUSE, url, ...options], {
    maxBuffer: 64 * 1024 * 1024,
  });
  const { categories } = JSON.parse(stdout) as { categories: Record<Category, { score: number }> };
  const score = (category: Category) => Math.round(categories[category].score * 100);
  return Object.fromEntries(CATEGORIES.map((category) => [category, score(category)])) as Record<
    Category,
    number
  >;
}

function median(numbers: number[]): number {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
