import { Buffer } from "node:buffer";
import { createHmac } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The code that an app with this secret (base32, spaced or not) shows at a moment: RFC 6238, written anew for the tests. */
export function codeAt(secret: string, when = Date.now()): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(when / 30_000)));
  const mac = createHmac("sha1", bytesOf(secret)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** A code that is right at no moment near this one. */
export function wrongCode(secret: string, when = Date.now()): string {
  const right = [-60, -30, 0, 30, 60].map((seconds) => codeAt(secret, when + seconds * 1_000));
  return ["111111", "222222", "333333", "444444", "555555", "666666"].find(
    (code) => !right.includes(code),
  ) as string;
}

function bytesOf(secret: string): Buffer {
  const bits = [...secret.replaceAll(" ", "")]
    .map((sign) => ALPHABET.indexOf(sign).toString(2).padStart(5, "0"))
    .join("");
  return Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
}
