import { expect, test, vi } from "vitest";
import { chromiumFor } from "../scripts/chromium";
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
