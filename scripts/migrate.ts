import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { makeOwnFolder, unless } from "./own-folder";
import { runSilently } from "./run";

/** Applies pending migrations to local data; an empty folder gets a copy of data that is migrated already. */
export async function migrate(persistTo: string): Promise<void> {
  const isEmpty = ((await readdir(persistTo).catch(unless("ENOENT"))) ?? []).length === 0;
  if (isEmpty) await cp(await emptyData(), persistTo, { recursive: true });
  else await apply(persistTo);
}

/** The folder with data that is migrated and has no rows; made once, since wrangler takes seconds and tests need it often. */
async function emptyData(): Promise<string> {
  const hash = createHash("sha256");
  for (const name of (await readdir("migrations")).sort()) {
    hash.update(name).update(await readFile(join("migrations", name)));
  }
  const folder = `.wrangler/migrated-${hash
    .update(await readFile("wrangler.toml"))
    .digest("hex")
    .slice(0, 16)}`;
  if (existsSync(folder)) return folder;
  const made = await makeOwnFolder(".wrangler/migrating-");
  await apply(made);
  if ((await rename(made, folder).catch(unless("ENOTEMPTY", "EEXIST", "EPERM"))) === null)
    await rm(made, { recursive: true, force: true });
  return folder;
}

function apply(persistTo: string): Promise<void> {
  return runSilently(
    "wrangler",
    "d1",
    "migrations",
    "apply",
    "flux-ai",
    "--local",
    "--persist-to",
    persistTo,
  );
}
