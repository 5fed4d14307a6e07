import { execFile } from "node:child_process";
import { cp, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeBuildFolder, switchTo } from "../scripts/built";
import { type App, startApp } from "./app";

describe("F31: what runs is not built over", () => {
  let app: App;
  let assets: string[];
  let bodies: string[];

  beforeAll(async () => {
    app = await startApp();
    assets = await assetsOf(app);
    bodies = await Promise.all(assets.map(textOf));
  });
  afterAll(() => app?.stop());

  const textOf = async (path: string) => {
    const response = await fetch(new URL(path, app.url));
    return `${response.status} ${await response.text()}`;
  };

  test("each asset is served while the app is built again in the same folder, and afterwards", {
    timeout: 300_000,
  }, async () => {
    expect(assets.length).toBeGreaterThan(3);
    expect(bodies.every((body) => body.startsWith("200 "))).toBe(true);
    let isBuilt = false;
    const built = promisify(execFile)("npm", ["run", "build"]).finally(() => {
      isBuilt = true;
    });
    while (!isBuilt) {
      expect(await Promise.all(assets.map(textOf))).toEqual(bodies);
      await sleep(20);
    }
    await built;
    expect(await Promise.all(assets.map(textOf))).toEqual(bodies);
  });

  test("a build of other code takes its place at once, for the next to start and not for who runs", async () => {
    const folder = await makeBuildFolder();
    await cp("build", folder, { recursive: true });
    for (const name of await readdir("build/client/assets"))
      await writeFile(join(folder, "client/assets", name), "/* other code */");
    await cp("build", KEPT, { recursive: true });
    await switchTo(folder);
    const other = await startApp();
    await switchTo(KEPT);
    expect(await Promise.all(assets.map(textOf))).toEqual(bodies);
    const [asset = ""] = await assetsOf(other);
    expect(await (await fetch(new URL(asset, other.url))).text()).toBe("/* other code */");
    await other.stop();
  });

  test("of builds that end at the same moment one stays, whole, and nothing else is left", async () => {
    const folders = await Promise.all([1, 2, 3, 4].map(makeBuildFolder));
    for (const folder of folders) await cp("build", folder, { recursive: true });
    await Promise.all(folders.map(switchTo));
    expect((await readdir("build")).sort()).toEqual(["client", "server", "worker"]);
    expect((await readdir(".")).filter((name) => name.startsWith("build."))).toEqual([]);
  });

  test("an asset that cannot be read is said in words, and logged", async () => {
    const own = (await readdir(".wrangler")).filter((name) => name.includes(`-${process.pid}-`));
    const [asset = ""] = assets;
    for (const folder of own) await rm(join(".wrangler", folder, "client", asset), { force: true });
    expect(await textOf(asset)).toBe(
      "500 This file of the app cannot be read. Stop the app and start it again.\n",
    );
    const isLogged = () =>
      app.lines.some((line) => line.includes('"asset_unreadable"') && line.includes(asset));
    await expect.poll(isLogged).toBe(true);
  });

  test("a server that has stopped leaves nothing", async () => {
    const before = await readdir(".wrangler");
    const other = await startApp();
    expect(await readdir(".wrangler")).not.toEqual(before);
    await other.stop();
    expect(await readdir(".wrangler")).toEqual(before);
  });
});

const KEPT = `build.kept-${process.pid}`;

/** What the first page loads. */
async function assetsOf({ url }: App): Promise<string[]> {
  const html = await (await fetch(url)).text();
  return [...new Set(html.match(/\/assets\/[\w./-]+\.(?:css|js|webp)/g))];
}
