import { run, runSilently } from "./run";

/** Builds the app into build/client (assets), build/server (Vite's Worker) and build/worker (what Cloudflare runs). */
// React's production build says less and runs faster.
process.env.NODE_ENV = "production";
await run("tsx", "scripts/schema.ts", "--check");
await run("remix", "vite:build", "--logLevel", "warn");
await runSilently("wrangler", "deploy", "--dry-run", "--outdir", "build/worker");
console.log("Built.");
