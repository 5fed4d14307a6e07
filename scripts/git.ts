import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

/**
 * The files that git knows of and that are there, from the root down; null where this is no checkout, as in an unpacked
 * archive, even one that lies in somebody's repository.
 */
export function filesGitKnows(): string[] | null {
  try {
    const listed = execFileSync("git", ["ls-files", "-z"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const files = listed.split("\0").filter((file) => file !== "" && existsSync(file));
    return files.includes("package.json") ? files : null;
  } catch {
    return null;
  }
}
