import { createHash } from "node:crypto";

/**
 * A set of words in a few bits each, from which no word can be read: each is a place among `count` times 2 to the power of
 * BITS, and what is written are the distances from place to place, as Golomb and Rice code them. A word that is not in it
 * is taken for one that is once in 2 to the power of BITS.
 */
export type CodedSet = { count: number; base64: string };

const BITS = 14;

/** Whether a word is in the set; of the set itself it is asked once. */
export function readSet({ count, base64 }: CodedSet): { has(word: string): boolean } {
  const places = new Set<number>();
  const bytes = Buffer.from(base64, "base64");
  let at = 0;
  const bit = () => ((bytes[at >> 3] ?? 0) >> (7 - (at++ & 7))) & 1;
  for (let place = 0, n = 0; n < count; n++) {
    let distance = 0;
    while (bit() === 1) distance++;
    for (let low = 0; low < BITS; low++) distance = distance * 2 + bit();
    place += distance;
    places.add(place);
  }
  return { has: (word) => places.has(placeOf(word, count)) };
}

/** Writes a set of words. Two that have the same place are a distance of nothing apart. */
export function writeSet(all: string[]): CodedSet {
  const words = [...new Set(all)];
  const count = words.length;
  const places = words.map((word) => placeOf(word, count)).sort((a, b) => a - b);
  let bits = "";
  let last = 0;
  for (const place of places) {
    const distance = place - last;
    last = place;
    bits += `${"1".repeat(distance >> BITS)}0${(distance % 2 ** BITS).toString(2).padStart(BITS, "0")}`;
  }
  const bytes = bits.match(/.{1,8}/g)?.map((byte) => Number.parseInt(byte.padEnd(8, "0"), 2)) ?? [];
  return { count, base64: Buffer.from(bytes).toString("base64") };
}

/** Six bytes of the digest: as many as a number holds exactly. */
function placeOf(word: string, count: number): number {
  return createHash("sha256").update(word).digest().readUIntBE(0, 6) % (count * 2 ** BITS);
}
