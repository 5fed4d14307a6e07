import { getTOTPAuthUri, verifyTOTP } from "@epic-web/totp";
import { encode } from "uqr";
import { shortened } from "~/platform/text/text.server";
import { randomBase32 } from "./base32.server";

/** What every app for codes knows: RFC 6238 with the values that apps take for granted, whatever an address says. */
const HOW = { algorithm: "SHA-1", digits: 6, period: 30, charSet: "0123456789" };

/** Codes of so many half minutes before and after this one are right, too: clocks differ, and typing takes time. */
const WINDOW = 1;

/** 160 bits, as RFC 4226 recommends. */
const SECRET_LENGTH = 32;

/** A new secret, in base32. */
export function newSecret(): string {
  return randomBase32(SECRET_LENGTH);
}

/** The half minute, counted from 1970 on, whose code this is; null for a wrong one. */
export async function stepOf(otp: string, secret: string): Promise<number | null> {
  for (;;) {
    const now = stepNow();
    const found = await verifyTOTP({ ...HOW, otp, secret, window: WINDOW });
    // What was found is counted from the half minute of that moment, which must be this one.
    if (stepNow() === now) return found ? now + found.delta : null;
  }
}

function stepNow(): number {
  return Math.floor(Date.now() / 1_000 / HOW.period);
}

/** How much of a site's name stands in a code, in bytes of UTF-8: each becomes up to six characters there, and a code with many is fine as dust. */
const LONGEST_ISSUER_BYTES = 48;

/** White around a code, in modules: the standard's measure, without which cameras do not find it. */
const BORDER = 4;

/** A code for cameras: so many modules wide and high, with the black ones as a path of SVG. */
export type Qr = { size: number; path: string };

/** The secret as apps read it with a camera; they say that the codes are those of the site. */
export function qrOf(secret: string, accountName: string, site: string): Qr {
  // A colon parts the site from the account.
  const issuer = shortened(site.replaceAll(":", " "), {
    graphemes: site.length,
    bytes: LONGEST_ISSUER_BYTES,
  }).trim();
  const address = getTOTPAuthUri({ ...HOW, secret, accountName, issuer });
  const { data, size } = encode(address, { border: BORDER, ecc: "M" });
  return { size, path: data.map(pathOfRow).join("") };
}

/** Black modules beside each other are one rectangle, so that no lines are seen between them. */
function pathOfRow(row: boolean[], y: number): string {
  const text = row.map((isBlack) => (isBlack ? "1" : "0")).join("");
  return [...text.matchAll(/1+/g)]
    .map(({ index, 0: run }) => `M${index} ${y}h${run.length}v1h-${run.length}z`)
    .join("");
}
