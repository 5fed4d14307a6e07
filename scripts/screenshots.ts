import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContextOptions } from "playwright-core";
import { Visitor } from "../test/visitor";
import { startChromium } from "./chromium";
import { progress } from "./progress";
import { run } from "./run";
import { makeLocalSecrets } from "./secrets";
import { serve } from "./server";

/** `npm run screenshots` takes the README's pictures of the demo, into docs/. */
const ORDERS = [
  ["A purple galaxy with a teal planet", "16:9"],
  ["A red balloon over green hills at sunset", "16:9"],
  ["A castle under the aurora", "1:1"],
  ["Snowy mountains in the morning", "3:2"],
  ["A whale in a turquoise sea, pastel", "4:3"],
  ["A black cat under the moon", "1:1"],
  ["Misty forest at dawn", "4:5"],
  ["A lighthouse in a storm, oil painting", "16:9"],
] as const;

const SHOTS = 5;
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 900 };

await makeLocalSecrets();
await run("tsx", "scripts/build.ts");
const persistTo = await mkdtemp(join(tmpdir(), "flux-ai-screenshots-"));
const server = await serve({
  port: 0,
  vars: { SESSION_SECRETS: "of-the-screenshots", REPLICATE_API_TOKEN: "" },
  persistTo,
  onLine: () => {},
});
const visitor = new Visitor(server);
await visitor.join("someone@example.com");
let newest = "";
const done = progress("Steps", ORDERS.length + SHOTS);
for (const [prompt, ratio] of ORDERS) {
  const ordered = await visitor.generate({ prompt, ratio, seed: "7" });
  newest = ordered.headers.get("Location") ?? "";
  done.step();
}

const browser = await startChromium();
await shoot("welcome", "/", { viewport: DESK }, {});
await shoot("make", "/", { viewport: DESK }, { session: visitor.cookie });
await shoot("history", "/history", { viewport: DESK, colorScheme: "dark" }, { session: visitor.cookie });
await shoot("picture", newest, { viewport: DESK }, { session: visitor.cookie });
await shoot(
  "phone",
  "/history",
  { viewport: PHONE, deviceScaleFactor: 2, locale: "zh-CN" },
  { session: visitor.cookie },
);
done.end();
await browser.close();
await server.stop();
await rm(persistTo, { recursive: true });

async function shoot(
  name: string,
  path: string,
  options: BrowserContextOptions,
  { session = "" }: { session?: string },
): Promise<void> {
  const context = await browser.newContext({ baseURL: server.url.href, ...options });
  for (const cookie of session.split("; ").filter(Boolean)) {
    const [key = "", ...value] = cookie.split("=");
    await context.addCookies([{ name: key, value: value.join("="), url: server.url.href }]);
  }
  const page = await context.newPage();
  await page.goto(path, { waitUntil: "networkidle" });
  await page.screenshot({ path: `docs/${name}.jpg`, type: "jpeg", quality: 82 });
  await context.close();
  done.step();
}
