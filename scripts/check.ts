import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { filesGitKnows } from "./git";
import { run, runSilently } from "./run";
import { makeLocalSecrets } from "./secrets";

/**
 * Checks what can be known without running the app: format, lint, types, the tree, and that generated files are fresh.
 * In a checkout it looks only at files that git knows: a scratch file concerns nobody.
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
const project = files ? ["--project", await projectOf(files)] : [];
// Beside each other, since each of them has one core to itself for seconds and changes nothing.
await Promise.all([
  run("tsc", ...project),
  run("tsx", "scripts/floors.ts"),
  run("tsx", "scripts/schema.ts", "--check"),
  runSilently("wrangler", "types", "--check"),
]);
console.log("Checked.");

/** Writes a tsconfig.json for these files alone and whatever they import, and returns its path. */
async function projectOf(files: string[]): Promise<string> {
  const project = ".wrangler/tsconfig.checked.json";
  const scripts = files.filter((file) => /\.[cm]?tsx?$/.test(file)).map((file) => `../${file}`);
  await mkdir(".wrangler", { recursive: true });
  const compilerOptions = { tsBuildInfoFile: "checked.tsbuildinfo" };
  await writeFile(
    project,
    JSON.stringify({ extends: "../tsconfig.json", compilerOptions, include: [], files: scripts }),
  );
  return project;
}
