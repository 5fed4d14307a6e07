import { run, runSilently } from "./run";

/** Leaves build/client (assets), build/server (Vite's Worker) and build/worker (what workerd and Cloudflare run). */
await run("tsx", "scripts/schema.ts", "--check");
await run("remix", "vite:build", "--logLevel", "warn");
await runSilently("wrangler", "deploy", "--dry-run", "--outdir", "build/worker");
console.log("Built.");
