import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";

/** Makes .dev.vars from its example, with a new secret for sessions; a .dev.vars that is there already stays as it is. */
export async function makeLocalSecrets(): Promise<void> {
  if (existsSync(".dev.vars")) return;
  const example = await readFile(".dev.vars.example", "utf8");
  const secret = randomBytes(32).toString("base64url");
  const filled = example.replace('SESSION_SECRETS=""', `SESSION_SECRETS="${secret}"`);
  await writeFile(".dev.vars", filled, { mode: 0o600 });
}
