import { run, runSilently } from "./run";
import { makeLocalSecrets } from "./secrets";

await makeLocalSecrets();
await runSilently("wrangler", "d1", "migrations", "apply", "flux-ai", "--local");
await run("remix", "vite:dev", ...process.argv.slice(2));
