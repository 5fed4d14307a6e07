import { cp, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { makeOwnFolder, unless } from "./own-folder";

/** The folder of the current build, as wrangler.toml names it. */
const BUILD = "build";

/** Makes a folder in which a new build is made, beside the current one. */
export const makeBuildFolder = () => makeOwnFolder(`${BUILD}.`);

/** Makes a whole build the current one. Of two that end at the same moment the later one stays. */
export async function switchTo(folder: string): Promise<void> {
  const old = `${folder}.old`;
  for (;;) {
    await rename(BUILD, old).catch(unless("ENOENT"));
    const isIn = await rename(folder, BUILD).then(() => true, unless("ENOTEMPTY", "EEXIST", "EPERM"));
    await rm(old, { recursive: true, force: true });
    if (isIn) return;
  }
}

/** Copies the current build for one server, which goes on serving the copy whatever is built meanwhile. */
export async function copyOfBuild(): Promise<string> {
  const folder = await makeOwnFolder(".wrangler/serving-");
  for (let attempt = 1; ; attempt++) {
    const before = await identity();
    const isWhole = await Promise.all(
      ["client", "worker"].map((part) =>
        cp(join(BUILD, part), join(folder, part), { recursive: true, force: true }),
      ),
    ).then(() => true, unless("ENOENT"));
    if (isWhole && before !== null && before === (await identity())) return folder;
    await rm(folder, { recursive: true, force: true });
    if (attempt === MOST_COPIES) throw new Error("There is no build to serve: `npm run build` makes one.");
    await new Promise((wake) => setTimeout(wake, PAUSE_MS));
  }
}

/** Copies that are tried: when a build is switched meanwhile, the copy mixes two builds, and another one is made. */
const MOST_COPIES = 20;
const PAUSE_MS = 50;

/** The build's folder as the file system knows it, or null between two builds. */
async function identity(): Promise<string | null> {
  const found = await stat(BUILD).catch(unless("ENOENT"));
  return found ? `${found.ino} ${found.birthtimeMs}` : null;
}
