import { readdir, readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

/** What is uploaded may weigh, compressed, with its wasm; the README says what is in it, and what was left out. */
const LARGEST_UPLOAD_KB = 570;

test("all that is uploaded as the Worker weighs no more than its budget", async () => {
  const files = (await readdir("build/worker")).filter((file) => /\.(js|wasm)$/.test(file));
  const sizes = await Promise.all(
    files.map(async (file) => gzipSync(await readFile(`build/worker/${file}`)).length),
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(LARGEST_UPLOAD_KB * 1000);
});
