import { run } from "./run";
import { makeLocalSecrets } from "./secrets";

/** Runs everything that guards the app; further arguments go to Vitest. The build ends in `wrangler deploy --dry-run`. */
await makeLocalSecrets();
await run("tsx", "scripts/build.ts");
await run("tsx", "scripts/check.ts");
await run("vitest", "run", ...process.argv.slice(2));
