import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Browser, chromium } from "playwright-core";

export type Chromium = { executablePath: string; libraries: string };

/**
 * Unpacks the Chromium that npm brought, with the libraries that a bare machine lacks. It happens once, into
 * `node_modules`, which `npm ci` empties.
 */
export async function unpackChromium(): Promise<Chromium> {
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

export function launchChromium(unpacked: Chromium): Promise<Browser> {
  return chromium.launch(chromiumOptions(unpacked));
}

export function chromiumOptions({ executablePath, libraries }: Chromium, args: string[] = []) {
  return {
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      ...args,
    ],
    env: { ...process.env, LD_LIBRARY_PATH: libraries },
  };
}
