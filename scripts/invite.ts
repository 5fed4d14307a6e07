import { createHash, randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { unstable_readConfig as readConfig } from "wrangler";
import { INVITE, INVITE_BYTES, INVITE_DAYS, INVITE_USES } from "../app/accounts/invites/limits";
import { DAY, timestamp } from "../app/platform/clock.server";
import { executeOn } from "./d1";

/**
 * `npm run invite -- --uses 5 --days 7` makes an invite in the local database, with `--remote` in the deployed one, and
 * prints its link, which is nowhere else: the database has only its hash. It is for a site with `SIGNUP` = `invite`.
 */
const { values } = parseArgs({
  options: {
    uses: { type: "string", default: String(INVITE_USES) },
    days: { type: "string", default: String(INVITE_DAYS) },
    origin: { type: "string" },
    remote: { type: "boolean", default: false },
    "persist-to": { type: "string" },
  },
});

const uses = wholeNumber("uses", values.uses);
const expiresAt = timestamp(wholeNumber("days", values.days) * DAY);
const id = randomBytes(INVITE_BYTES).toString("base64url");
const hash = createHash("sha256").update(id).digest("base64url");
await executeOn(
  values,
  "--command",
  `INSERT INTO invites (id_hash, uses, expires_at, created_at) VALUES ('${hash}', ${uses}, '${expiresAt}', '${timestamp()}')`,
);
console.log(`${origin()}/join?${INVITE}=${id}`);
console.log(`Good for ${uses} ${uses === 1 ? "account" : "accounts"} until ${expiresAt}.`);

/** Where the site is: as said here, as `PUBLIC_ORIGIN` says, or where `npm start` serves it. */
function origin(): string {
  const { PUBLIC_ORIGIN } = readConfig({ config: "wrangler.toml" }).vars;
  return new URL(values.origin || String(PUBLIC_ORIGIN || "http://localhost:8787")).origin;
}

function wholeNumber(name: string, text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  console.error(`--${name} ${text} is not a whole number from 1 on.`);
  process.exit(1);
}
