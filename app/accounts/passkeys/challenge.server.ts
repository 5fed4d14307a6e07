import { Buffer } from "node:buffer";
import { randomBytes } from "node:crypto";
import { DAY, MINUTE, timestamp } from "~/platform/clock.server";
import type { Db, Query } from "~/platform/db.server";
import { isKeyedHash, keyedHash } from "~/platform/keyed-hash.server";
import type { Services } from "~/services.server";
import { CHALLENGE_MINUTES } from "./limits";

const ID_BYTES = 16;

/**
 * A challenge for a device, in base64url: an id, until when it can be answered, and a signature over both and over whom it
 * is for. Whoever opens a page with one costs no row.
 */
export function makeChallenge(whom: string, [secret = ""]: string[]): string {
  const id = randomBytes(ID_BYTES).toString("base64url");
  const until = String(Date.now() + CHALLENGE_MINUTES * MINUTE);
  const signature = keyedHash(secret, textOf(whom, id, until));
  return Buffer.from(`${id}.${until}.${signature}`).toString("base64url");
}

/** The id of a challenge that was made for this use and can be answered still; null for any other. */
export function challengeId(challenge: string, whom: string, secrets: string[]): string | null {
  const text = Buffer.from(challenge, "base64url").toString();
  const [, id = "", until = "", signature = ""] = text.match(/^([\w-]{22})\.(\d{13,15})\.([\w-]{43})$/) ?? [];
  const isOurs = isKeyedHash(signature, textOf(whom, id, until), secrets);
  return isOurs && Number(until) > Date.now() ? id : null;
}

const textOf = (whom: string, id: string, until: string) => `challenge:${whom}:${id}:${until}`;

/** The query that lets a challenge be answered once. It joins the batch of what the answer does. */
export function answerOnce(db: Db, id: string): Query {
  return db.insertInto("answered_challenges").values({ id, answered_at: timestamp() });
}

/** The constraint that refuses the batch of a challenge that was answered before. */
export const ANSWERED = "answered_challenges.id";

/** Forgets challenges whose time is long over, so that nobody can answer them anyway. */
export async function forgetOldChallenges({ db }: Services): Promise<void> {
  await db.deleteFrom("answered_challenges").where("answered_at", "<", timestamp(-DAY)).execute();
}
