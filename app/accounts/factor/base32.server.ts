import { randomBytes } from "node:crypto";

/** The alphabet of base32 (RFC 4648): no sign in it is taken for another one of it. */
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** So many random signs of base32, each of 5 bits. */
export function randomBase32(length: number): string {
  return [...randomBytes(length)].map((byte) => ALPHABET[byte % ALPHABET.length]).join("");
}
