import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Browser, chromium } from "playwright-core";

/** How Playwright finds the browser; `libraries` is a folder of what a bare machine lacks. */
export type Chromium = { executablePath: string; libraries?: string } | { channel: "chrome" };

type Machine = Pick<NodeJS.Process, "platform" | "arch"> & { env: Record<string, string | undefined> };

/** A browser named by `CHROME_PATH`, else the one that npm brought where it runs, else the Chrome that is installed. */
export function chromiumFor({ platform, arch, env }: Machine): "named" | "packed" | "installed" {
  if (env.CHROME_PATH) return "named";
  return platform === "linux" && arch === "x64" ? "packed" : "installed";
}

/** Null where there is none; throws where `CHROME_PATH` names none. */
export async function findChromium(): Promise<Chromium | null> {
  const found = chromiumFor(process);
  if (found === "packed") return unpackChromium();
  if (found === "named") return { executablePath: namedChromium() };
  const isInstalled = await chromium.launch({ channel: "chrome" }).then(
    (browser) => browser.close().then(() => true),
    () => false,
  );
  return isInstalled ? { channel: "chrome" } : null;
}

/** Starts a browser for a command that needs one; ends this process with an error where none is found. */
export async function startChromium(): Promise<Browser> {
  return launchChromium(await needChromium());
}

export async function needChromium(): Promise<Chromium> {
  const found = await findChromium();
  if (found) return found;
  console.error("This needs Chrome: install it, or say in CHROME_PATH where it is.");
  process.exit(1);
}

function namedChromium(): string {
  const path = process.env.CHROME_PATH ?? "";
  if (!existsSync(path)) throw new Error(`CHROME_PATH is ${path}, where there is no file.`);
  return path;
}

/** Unpacks the Chromium that npm brought, with the libraries that a bare machine lacks, once, where `npm ci` cleans up. */
async function unpackChromium(): Promise<Chromium> {
  const folder = resolve("node_modules/.cache/chromium");
  mkdirSync(folder, { recursive: true });
  const before = { ...process.env };
  // The package unpacks to the temporary folder, and its libraries only when it believes that it runs on AWS Lambda.
  Object.assign(process.env, { TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: "nodejs20.x" });
  const { default: packed } = await import("@sparticuz/chromium");
  const executablePath = await packed.executablePath();
  process.env = before;
  return { executablePath, libraries: join(folder, "al2023", "lib") };
}

/**
 * Starts Chromium; one that dies before it has answered, as it may on a machine that does much else at once, is started
 * again. Playwright forbids it to keep pages for the way back, and its headless shell does so only when asked.
 * @throws what the last of the starts threw.
 */
export async function launchChromium(found: Chromium, { keepsPages = false } = {}): Promise<Browser> {
  const options = {
    ...chromiumOptions(found, keepsPages ? ["--enable-bfcache"] : []),
    ...(keepsPages && { ignoreDefaultArgs: ["--disable-back-forward-cache"] }),
  };
  for (let start = 1; start < MOST_STARTS; start++) {
    const browser = await chromium.launch(options).catch((error: Error) => {
      console.warn(`Chromium did not start, and is started again: ${error.message.split("\n")[0]}`);
      return null;
    });
    if (browser) return browser;
  }
  return chromium.launch(options);
}

const MOST_STARTS = 3;

export function chromiumOptions(found: Chromium, args: string[] = []) {
  const { libraries, ...where } = "libraries" in found ? found : { ...found, libraries: undefined };
  return {
    ...where,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      ...args,
    ],
    ...(libraries && { env: { ...process.env, LD_LIBRARY_PATH: libraries } }),
  };
}
