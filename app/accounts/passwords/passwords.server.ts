import { Buffer } from "node:buffer";
import { randomBytes, timingSafeEqual } from "node:crypto";
import { derive } from "./hashing.server";

/** OWASP's cheat sheet has N=2^14, r=8, p=5 among its equals; about 180 ms in a Worker. Each hash keeps them, so they may rise. */
const COST = { N: 16_384, r: 8, p: 5 };
const SALT_BYTES = 16;
const KEY_BYTES = 32;

/** A hash of the password as `scrypt$N$r$p$salt$key`, salt and key in base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, KEY_BYTES, COST);
  return ["scrypt", COST.N, COST.r, COST.p, salt.toString("base64"), key.toString("base64")].join("$");
}

/** What `hashPassword` makes, with salt and key in full: an empty key would be the key of any password. */
const HASH = /^scrypt\$\d+\$\d+\$\d+\$[\w+/]{22}==\$[\w+/]{43}=$/;

/** Whether there is a password at all behind what stands in the hash's place. */
export function hasPassword(hash: string | undefined): hash is string {
  return hash !== undefined && HASH.test(hash);
}

/**
 * Whether the password is the one of which the hash was made. An account with anything else in the hash's place has no
 * password, and nobody gets in; that takes as long as a wrong password, as it does for no hash (an unknown e-mail).
 */
export async function passwordMatches(password: string, hash: string | undefined): Promise<boolean> {
  const known = hasPassword(hash);
  const [, N, r, p, salt = "", key = ""] = (known ? hash : NOBODYS_HASH).split("$");
  const expected = Buffer.from(key, "base64");
  const options = { N: Number(N), r: Number(r), p: Number(p) };
  const actual = await derive(password, Buffer.from(salt, "base64"), expected.length, options);
  return timingSafeEqual(actual, expected) && known;
}

const NOBODYS_HASH = [
  "scrypt",
  COST.N,
  COST.r,
  COST.p,
  "A".repeat(22).concat("=="),
  "A".repeat(43).concat("="),
].join("$");
