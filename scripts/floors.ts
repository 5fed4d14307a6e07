import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { filesGitKnows } from "./git";
import { run } from "./run";
import { crowdedFolders, strayInMap } from "./tree";

/** `npm run check` looks with this whether the tree is what floors.mjs says, imports, map and all. */
const files = (filesGitKnows() ?? everyFile("app")).filter((file) => /^app\/.*\.tsx?$/.test(file));
await run("depcruise", "--config", ".dependency-cruiser.mjs", "--output-type", "err", ...files);
const complaints = [...crowdedFolders(files), ...strayInMap(readFileSync("README.md", "utf8"))];
for (const complaint of complaints) console.error(complaint);
if (complaints.length > 0) process.exit(1);

function everyFile(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) =>
    join(folder, name).replaceAll("\\", "/"),
  );
}
