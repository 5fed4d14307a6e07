import "./quiet";
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { unstable_readConfig as readConfig } from "wrangler";
import { makeOwnFolder } from "./own-folder";
import { run } from "./run";

/**
 * `npm run deploy`: builds, makes the D1 database where there is none, migrates it, and only then sends the code, so that
 * no code meets a database without its columns. wrangler itself makes the R2 bucket, and finds both again by their names.
 * `-- --dry-run` asks Cloudflare nothing.
 */
const CONFIG = "wrangler.toml";
/** What wrangler says of a Worker that has never been deployed. */
const NO_SUCH_WORKER = /Worker "[^"]*" not found/;

await run("tsx", "scripts/build.ts");
// From here on wrangler's output is shown, since it is for the owner.
process.env.WRANGLER_LOG = "log";
if (process.argv.includes("--dry-run")) {
  await run("wrangler", "deploy", "--dry-run");
  process.exit(0);
}
const { d1_databases, vars } = readConfig({ config: CONFIG });
const [database] = d1_databases;
const name = database?.database_name ?? "flux-ai";
if (!database?.database_id) await noteId((await idOf(name)) ?? (await makeDatabase(name)));
await run("wrangler", "d1", "migrations", "apply", name, "--remote");
await run(
  "wrangler",
  "deploy",
  ...addressHeader(),
  ...((await hasSessionSecret()) ? [] : ["--secrets-file", await newSecret()]),
);

/** Cloudflare writes this header over whatever a visitor sent; elsewhere, as under `npm start`, nobody does. */
function addressHeader(): string[] {
  return vars.TRUSTED_IP_HEADER === undefined ? ["--var", "TRUSTED_IP_HEADER:CF-Connecting-IP"] : [];
}

/** Commands for a remote database know it only by the id in wrangler.toml. */
async function noteId(id: string): Promise<void> {
  const config = await readFile(CONFIG, "utf8");
  await writeFile(CONFIG, config.replace(/^database_name = .*$/m, `$&\ndatabase_id = "${id}"`));
  console.log(`The id of the D1 database ${name} stands in ${CONFIG} now: commit it.`);
}

async function idOf(name: string): Promise<string | undefined> {
  const databases: { name: string; uuid: string }[] = JSON.parse(await answerOf("d1", "list", "--json"));
  return databases.find((database) => database.name === name)?.uuid;
}

async function makeDatabase(name: string): Promise<string> {
  await run("wrangler", "d1", "create", name, "--no-update-config");
  return (await idOf(name)) ?? stopWith(`The D1 database ${name} was made and is not in the list.`);
}

/** The first deployment has none; later ones keep what is there. */
async function hasSessionSecret(): Promise<boolean> {
  try {
    const secrets: { name: string }[] = JSON.parse(await answerOf("secret", "list", "--format", "json"));
    return secrets.some(({ name }) => name === "SESSION_SECRETS");
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    if (NO_SUCH_WORKER.test(`${stdout}${stderr}`)) return false;
    return stopWith(`The secrets of the Worker could not be listed.\n${stdout}${stderr}`);
  }
}

/** A file for wrangler alone, gone when this process ends. */
async function newSecret(): Promise<string> {
  const folder = await makeOwnFolder(".wrangler/deploying-");
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "secrets.json");
  const secrets = { SESSION_SECRETS: randomBytes(32).toString("base64url") };
  await writeFile(file, JSON.stringify(secrets), { mode: 0o600 });
  console.log("SESSION_SECRETS is made and goes along with the code.");
  return file;
}

async function answerOf(...args: string[]): Promise<string> {
  return (await promisify(execFile)(join("node_modules", ".bin", "wrangler"), args)).stdout;
}

function stopWith(message: string): never {
  console.error(message);
  process.exit(1);
}
