import { existsSync } from "node:fs";
import { run, runSilently } from "./run";
import { makeLocalSecrets } from "./secrets";

/** Checks what can be known without running the app: format, lint, types, and that generated files are fresh. */
await makeLocalSecrets();
// The Worker's types name the built module, so there has to be one.
if (!existsSync("build/server/index.js")) await run("tsx", "scripts/build.ts");
await run("biome", "check", "--error-on-warnings", "--colors=off", "--log-level=warn");
await run("tsx", "scripts/schema.ts", "--check");
await runSilently("wrangler", "types", "--check");
await run("tsc");
console.log("Checked.");
