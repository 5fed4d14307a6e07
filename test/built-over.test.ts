import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeBuildFolder, switchTo } from "../scripts/built";
import { type App, startApp } from "./app";

describe("F31: what runs is not built over", () => {
  let app: App;
  let assets: string[];
  let bodies: string[];
  let texts: string;

  beforeAll(async () => {
    await cp("build", BEFORE, { recursive: true });
    texts = await ownTexts();
    app = await startApp();
    assets = await assetsOf(app);
    bodies = await Promise.all(assets.map(textOf));
  });
  afterAll(async () => {
    await app?.stop();
    await switchTo(BEFORE);
    await rm(texts, { recursive: true, force: true });
  });

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
    const env = { ...process.env, SITE_TEXTS: texts };
    const built = promisify(execFile)("npm", ["run", "build"], { env }).finally(() => {
      isBuilt = true;
    });
    while (!isBuilt) {
      expect(await Promise.all(assets.map(textOf))).toEqual(bodies);
      await sleep(20);
    }
    await built;
    expect(await Promise.all(assets.map(textOf))).toEqual(bodies);
  });

  test("a build with texts of the site's own shows them, each in the language that there is", async () => {
    const own = await startApp();
    const read = async (path: string) => (await fetch(new URL(path, own.url))).text();
    expect(await read("/terms?lang=zh-Hans")).toMatch(
      /<title>服务条款 · [^<]+<\/title>.*<article><div><h1>条款<\/h1>/s,
    );
    expect(await read("/terms")).toMatch(/<article><div><h1>Terms of use<\/h1>/);
    expect(await read("/imprint")).toMatch(/<article><h1>Imprint<\/h1><div><p>1 Wick Street<\/p>/);
    const elsewhere = await read("/imprint?lang=zh-Hans");
    expect(elsewhere).toMatch(/此文本没有中文版。<\/p><article lang="en">/);
    const footer = elsewhere.match(/<footer.*<\/footer>/s)?.[0] ?? "";
    expect(footer.match(/href="[^"]+"/g)).toEqual(['href="/terms"', 'href="/imprint"']);
    expect((await fetch(new URL("/privacy", own.url))).status).toBe(404);
    expect(await read("/join")).toContain('By joining you accept the <a href="/terms">terms</a>.');
    await own.stop();
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
const BEFORE = `.wrangler/before-${process.pid}`;

/** A folder of texts, as an owner writes them. */
async function ownTexts(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "texts-"));
  for (const [file, text] of [
    ["en/terms.md", "# Terms of use"],
    ["en/imprint.md", "1 Wick Street"],
    ["zh-hans/terms.md", "# 条款"],
  ] as const) {
    await mkdir(join(folder, dirname(file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  return folder;
}

/** What the first page loads. */
async function assetsOf({ url }: App): Promise<string[]> {
  const html = await (await fetch(url)).text();
  return [...new Set(html.match(/\/assets\/[\w./-]+\.(?:css|js|webp)/g))];
}
