import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openCatalogue } from "../test/pages/catalogue";
import { type Preferences, showState } from "../test/pages/look";
import { startChromium } from "./chromium";
import { progress } from "./progress";
import { run } from "./run";
import { makeLocalSecrets } from "./secrets";

/**
 * `npm run looks` takes a screenshot of every page in every state, into .looks/. Options narrow it:
 * `--only history --width 360 --theme dark --lang zh-Hans --no-js`, each but the last as often as wanted.
 */
const FOLDER = ".looks";

const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    width: { type: "string", multiple: true, default: ["360", "768", "1440"] },
    theme: { type: "string", multiple: true, default: ["light", "dark"] },
    lang: { type: "string", multiple: true, default: ["en", "zh-Hans"] },
    "no-js": { type: "boolean", default: false },
  },
});

await makeLocalSecrets();
await run("tsx", "scripts/build.ts");
await mkdir(FOLDER, { recursive: true });
const catalogue = await openCatalogue();
const browser = await startChromium();
const states = catalogue.states.filter(
  ({ name }) => !values.only || values.only.some((wanted) => name.startsWith(wanted)),
);
const shots = values.width.length * values.theme.length * values.lang.length * states.length;
const shot = progress("Pictures", shots);
for (const width of values.width)
  for (const theme of values.theme as Preferences["theme"][])
    for (const language of values.lang as Preferences["language"][])
      await shoot(Number(width), { theme, language });
shot.end();
await browser.close();
await catalogue.stop();

async function shoot(width: number, preferences: Preferences): Promise<void> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    javaScriptEnabled: !values["no-js"],
  });
  for (const state of states) {
    const page = await context.newPage();
    await showState(page, state, preferences);
    const name = [state.name.replace(/[^\w]+/g, "-"), width, preferences.theme, preferences.language];
    if (values["no-js"]) name.push("no-js");
    await page.screenshot({ path: join(FOLDER, `${name.join(".")}.png`), fullPage: true });
    await page.close();
    shot.step();
  }
  await context.close();
}
