import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchChromium, unpackChromium } from "./chromium";
import { run } from "./run";
import { makeLocalSecrets } from "./secrets";
import { serve } from "./server";

/** `npm run screenshots`: the README's pictures, of the demo, into docs/. */
const PROMPTS = [
  ["A lighthouse in a storm, oil painting", "16:9"],
  ["Misty forest at dawn", "1:1"],
  ["A black cat under the moon", "1:1"],
  ["A purple galaxy with a teal planet", "16:9"],
  ["A castle under the aurora", "1:1"],
  ["A red balloon over green hills at sunset", "16:9"],
] as const;

await makeLocalSecrets();
await run("tsx", "scripts/build.ts");
const persistTo = await mkdtemp(join(tmpdir(), "flux-ai-screenshots-"));
const server = await serve({
  port: 0,
  vars: { SESSION_SECRETS: "of-the-screenshots", REPLICATE_API_TOKEN: "" },
  persistTo,
  onLine: () => {},
});
const browser = await launchChromium(await unpackChromium());
const page = await browser.newPage({ baseURL: server.url.href, viewport: { width: 1120, height: 900 } });

await page.goto("/join");
await page.getByLabel("Email").fill("someone@example.com");
await page.getByLabel("Password").fill("correct horse");
await page.getByRole("button", { name: "Create account" }).click();
for (const [prompt, ratio] of PROMPTS) {
  await page.goto("/");
  await page.getByLabel("Prompt").fill(prompt);
  await page.getByText(ratio, { exact: true }).click();
  await page.getByRole("button", { name: "Generate" }).click();
  await page.getByRole("img", { name: prompt }).waitFor();
}
await page.goto("/", { waitUntil: "networkidle" });
await page.screenshot({ path: "docs/make.jpg", type: "jpeg", quality: 82 });

await browser.close();
await server.stop();
await rm(persistTo, { recursive: true });
