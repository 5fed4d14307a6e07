import type { Buffer } from "node:buffer";
import { scrypt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { SECOND } from "~/platform/clock.server";
import { HASHES_AGAIN_AFTER_SECONDS, HASHES_AT_ONCE, HASHES_WAITING } from "../limits";

/** How often one that waits looks whether there is a place. It does so by a timer of its own: no request wakes another. */
const LOOK_EVERY_MS = 50;
/** A place whose request was given up in the middle is free again after so long; a hash takes a fraction of it. */
const FORGOTTEN_AFTER = 5 * SECOND;

/** Thrown when more passwords are to be looked at than an isolate can; nothing was looked at. */
export class TooManyPasswords extends Error {
  override readonly name = "TooManyPasswords";
  readonly retryAfterSeconds = HASHES_AGAIN_AFTER_SECONDS;
}

/** The moments at which those who are at it, and those who wait, began; by isolate, as its processor and memory are. */
const hashing = new Set<{ since: number }>();
const waiting = new Set<{ since: number }>();

export type Cost = { N: number; r: number; p: number };

/** Derives a key from a password. @throws TooManyPasswords when so many others wait that it would take seconds. */
export async function derive(
  password: string,
  salt: Uint8Array,
  bytes: number,
  { N, r, p }: Cost,
): Promise<Buffer> {
  const place = await placeAmong();
  try {
    // The runtime does nothing else while it derives: whoever came meanwhile is to be counted first.
    await sleep(0);
    return await new Promise((resolve, reject) => {
      scrypt(password.normalize("NFKC"), salt, bytes, { N, r, p }, (error, key) =>
        error ? reject(error) : resolve(key),
      );
    });
  } finally {
    hashing.delete(place);
  }
}

/** Waits for a place among those who hash. */
async function placeAmong(): Promise<{ since: number }> {
  const own = { since: Date.now() };
  if (!isFull(hashing, HASHES_AT_ONCE)) return taken(own);
  if (isFull(waiting, HASHES_WAITING)) throw new TooManyPasswords();
  waiting.add(own);
  try {
    while (isFull(hashing, HASHES_AT_ONCE)) {
      await sleep(LOOK_EVERY_MS);
      own.since = Date.now();
    }
    return taken({ since: Date.now() });
  } finally {
    waiting.delete(own);
  }
}

function taken(place: { since: number }) {
  hashing.add(place);
  return place;
}

function isFull(places: Set<{ since: number }>, most: number): boolean {
  for (const place of places) if (place.since < Date.now() - FORGOTTEN_AFTER) places.delete(place);
  return places.size >= most;
}
