import "./quiet";
import { rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { getPlatformProxy, unstable_readConfig as readConfig } from "wrangler";
import { migrate } from "./migrate";
import { makeOwnFolder } from "./own-folder";
import { runSilently } from "./run";

/** Which database and store a command means: the deployed ones, or the local ones under a folder. */
export type Where = { remote: boolean; persistTo: string };

export type Bindings = { env: Env; dispose(): Promise<void> };

/** Brings the database up to the newest migration. */
export function migrateThere({ remote, persistTo }: Where): Promise<void> {
  return remote
    ? runSilently("wrangler", "d1", "migrations", "apply", "flux-ai", "--remote")
    : migrate(persistTo);
}

/** Opens the database and the store of pictures as they are, for a command that works with both as the app does. */
export async function openBindings({ remote, persistTo }: Where): Promise<Bindings> {
  if (!remote) return getPlatformProxy<Env>({ persist: { path: join(persistTo, "v3") } });
  const folder = await makeOwnFolder(".wrangler/remote-");
  const { env, dispose } = await getPlatformProxy<Env>({ configPath: await remoteConfig(folder) });
  return { env, dispose: () => dispose().finally(() => rm(folder, { recursive: true, force: true })) };
}

/** A configuration whose bindings lead to what is deployed; the app's own leads to what is local. */
async function remoteConfig(folder: string): Promise<string> {
  const { name, compatibility_date, d1_databases, r2_buckets } = readConfig({ config: "wrangler.toml" });
  const path = resolve(folder, "wrangler.json");
  const remote = <Binding extends object>(bindings: Binding[]) =>
    bindings.map((binding) => ({ ...binding, remote: true }));
  const config = {
    ...{ name, compatibility_date },
    d1_databases: remote(d1_databases),
    r2_buckets: remote(r2_buckets),
  };
  await writeFile(path, JSON.stringify(config));
  return path;
}
