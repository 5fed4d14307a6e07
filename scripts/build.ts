import { rmSync } from "node:fs";
import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { makeBuildFolder, switchTo } from "./built";
import { run, runSilently } from "./run";

/**
 * Builds the app into build/client (assets), build/server (Vite's Worker) and build/worker (what workerd and Cloudflare
 * run). They are made elsewhere and moved there when they are whole: nobody finds half a build, and a build that fails
 * leaves the last one in place.
 */
const folder = await makeBuildFolder();
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
// React's production build says less and runs faster.
Object.assign(process.env, { NODE_ENV: "production", BUILD_DIRECTORY: folder });
await run("tsx", "scripts/schema.ts", "--check");
await run("remix", "vite:build", "--logLevel", "warn");
// Remix's list of routes is for its router in the browser, where none is.
for (const file of await readdir(join(folder, "client/assets")))
  if (/^manifest-\w+\.js$/.test(file)) await rm(join(folder, "client/assets", file));
// Vite puts the scripts that pages ask for by themselves beside the Worker that names them; browsers fetch them with all others.
const byPages = join(folder, "server/assets");
for (const file of await readdir(byPages))
  if (file.endsWith(".js")) await rename(join(byPages, file), join(folder, "client/assets", file));
const [script, assets, bundle] = [
  join(folder, "server/index.js"),
  join(folder, "client"),
  join(folder, "worker"),
];
await runSilently("wrangler", "deploy", script, "--assets", assets, "--dry-run", "--outdir", bundle);
await switchTo(folder);
console.log("Built.");
