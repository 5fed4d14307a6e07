import { rmSync } from "node:fs";
import { join } from "node:path";
import { makeBuildFolder, switchTo } from "./built";
import { run, runSilently } from "./run";

/**
 * Leaves build/client (assets), build/server (Vite's Worker) and build/worker (what workerd and Cloudflare run). They are
 * made elsewhere and put there when they are whole: nobody finds half a build, and one that failed leaves the last.
 */
const folder = await makeBuildFolder();
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
// React has a build for this, which says less and runs faster.
Object.assign(process.env, { NODE_ENV: "production", BUILD_DIRECTORY: folder });
await run("tsx", "scripts/schema.ts", "--check");
await run("remix", "vite:build", "--logLevel", "warn");
const [script, assets, bundle] = [
  join(folder, "server/index.js"),
  join(folder, "client"),
  join(folder, "worker"),
];
await runSilently("wrangler", "deploy", script, "--assets", assets, "--dry-run", "--outdir", bundle);
await switchTo(folder);
console.log("Built.");
