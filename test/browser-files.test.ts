import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, test, vi } from "vitest";
import { chromiumFor, launchChromium } from "../scripts/chromium";
import { filesLeftOut, filesWithBrowser } from "./browser-files";

test.each([
  ["linux", "x64", {}, "packed"],
  ["linux", "arm64", {}, "installed"],
  ["darwin", "arm64", {}, "installed"],
  ["win32", "x64", {}, "installed"],
  ["darwin", "x64", { CHROME_PATH: "/Applications/Chrome" }, "named"],
  ["linux", "x64", { CHROME_PATH: "/usr/bin/chrome" }, "named"],
  ["linux", "x64", { CHROME_PATH: "" }, "packed"],
] as const)("on %s %s with %o the browser is the %s one", (platform, arch, env, which) => {
  expect(chromiumFor({ platform, arch, env })).toBe(which);
});

test("without a browser its test files are left out by name; with one, none", async () => {
  const said = vi.spyOn(console, "log").mockReturnValue();
  expect(await filesLeftOut(async () => true)).toEqual([]);
  expect(said).not.toHaveBeenCalled();
  const files = await filesLeftOut(async () => false);
  expect(files).toEqual(filesWithBrowser());
  expect(files).toContain("test/journeys/keyboard-only.test.ts");
  expect(files).not.toContain("test/http.test.ts");
  for (const file of files) expect(said.mock.calls.join()).toContain(file);
  said.mockRestore();
});

const found = inject("chromium");

test.skipIf(process.platform === "win32" || !found || !("executablePath" in found)).each([
  [1, 2, true],
  [9, 3, false],
])("one that dies at its start, %i times, is started %i times", async (dying, started, comes) => {
  if (!found || !("executablePath" in found)) return;
  const said = vi.spyOn(console, "warn").mockReturnValue();
  const folder = await mkdtemp(join(tmpdir(), "flux-ai-"));
  const [starts, executablePath] = [join(folder, "starts"), join(folder, "chromium")];
  const script = `#!/bin/sh
echo >> '${starts}'
[ $(wc -l < '${starts}') -gt ${dying} ] || kill -SEGV $$
exec '${found.executablePath}' "$@"
`;
  await writeFile(executablePath, script, { mode: 0o755 });
  const browser = await launchChromium({ ...found, executablePath }).catch(() => null);
  expect(browser !== null).toBe(comes);
  await browser?.close();
  expect((await readFile(starts, "utf8")).length).toBe(started);
  expect(said).toHaveBeenCalledTimes(2 - Number(comes));
  said.mockRestore();
  await rm(folder, { recursive: true, force: true });
});
