import { readdirSync, readFileSync } from "node:fs";
import { chromiumFor, findChromium } from "../scripts/chromium";

/** The test files that open a browser, by themselves or as journeys do (`journeys/site.ts`). */
export function filesWithBrowser(): string[] {
  return readdirSync("test", { recursive: true, encoding: "utf8" })
    .map((name) => `test/${name.replaceAll("\\", "/")}`)
    .filter(
      (file) => file.endsWith(".test.ts") && /\b(startBrowser|aSite)\(/.test(readFileSync(file, "utf8")),
    )
    .sort();
}

/** The test files that are left out on a machine without a browser; they are printed, so that nobody thinks they passed. */
export async function filesLeftOut(find = findOnlyIfUnsure): Promise<string[]> {
  if (await find()) return [];
  const files = filesWithBrowser();
  console.log(`No Chrome is installed, and CHROME_PATH names none. Left out are:\n  ${files.join("\n  ")}`);
  return files;
}

/** The packed one needs no look, and unpacking it is for whoever opens it. */
async function findOnlyIfUnsure(): Promise<boolean> {
  return chromiumFor(process) === "packed" || (await findChromium()) !== null;
}
