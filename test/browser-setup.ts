import type { TestProject } from "vitest/node";
import { type Chromium, findChromium } from "../scripts/chromium";

declare module "vitest" {
  interface ProvidedContext {
    chromium: Chromium | null;
  }
}

/** Unpacks Chromium before all test files, so that no two of them do it at once. */
export default async function setUp({ provide }: TestProject): Promise<void> {
  provide("chromium", await findChromium());
}
