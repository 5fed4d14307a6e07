import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { filesGitKnows } from "./git";
import { run, runSilently } from "./run";
import { makeLocalSecrets } from "./secrets";

/**
 * What can be known without running the app: format, lint, types, the tree, and that generated files are fresh. In a
 * checkout only what git knows is looked at: a scratch file beside it concerns nobody.
 */
await makeLocalSecrets();
// The Worker's types name the built module, so there has to be one.
if (!existsSync("build/server/index.js")) await run("tsx", "scripts/build.ts");
const files = filesGitKnows();
await run(
  "biome",
  ...["check", "--error-on-warnings", "--colors=off", "--log-level=warn"],
  ...(files ? ["--files-ignore-unknown=true", "--no-errors-on-unmatched", ...files] : []),
);
await run("tsx", "scripts/schema.ts", "--check");
await runSilently("wrangler", "types", "--check");
await run("tsc", ...(files ? ["--project", await projectOf(files)] : []));
await run("tsx", "scripts/floors.ts");
console.log("Checked.");

/** What tsconfig.json says, for these files alone and whatever they import. */
async function projectOf(files: string[]): Promise<string> {
  const project = ".wrangler/tsconfig.checked.json";
  const scripts = files.filter((file) => /\.[cm]?tsx?$/.test(file)).map((file) => `../${file}`);
  await mkdir(".wrangler", { recursive: true });
  await writeFile(project, JSON.stringify({ extends: "../tsconfig.json", include: [], files: scripts }));
  return project;
}
