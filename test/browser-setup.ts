import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    chromium: { executablePath: string; libraries: string };
  }
}

/** Unpacks the Chromium that npm brought, with the libraries it needs, once, where `npm ci` cleans up. */
export default async function setUp({ provide }: TestProject): Promise<void> {
  const folder = resolve("node_modules/.cache/chromium");
  mkdirSync(folder, { recursive: true });
  process.env.TMPDIR = folder;
  // Asks the package for its libraries too: a bare machine has none of them.
  process.env.AWS_LAMBDA_JS_RUNTIME = "nodejs20.x";
  const { default: chromium } = await import("@sparticuz/chromium");
  provide("chromium", {
    executablePath: await chromium.executablePath(),
    libraries: join(folder, "al2023", "lib"),
  });
  for (const name of ["TMPDIR", "AWS_LAMBDA_JS_RUNTIME", "LD_LIBRARY_PATH", "FONTCONFIG_PATH"])
    delete process.env[name];
}
