import { Buffer } from "node:buffer";
import { isKeyedHash, keyedHash } from "~/platform/keyed-hash.server";

/**
 * A field that every form of ours has and that no other site can know: it proves where a form comes from when something
 * between strips the headers that say so. Bound to `bearer`, what the browser keeps in a signed cookie.
 */
export const FORM_TOKEN = "form_token";

export function formToken(bearer: string, [secret]: string[]): string | undefined {
  return secret && keyedHash(secret, textFor(bearer));
}

export function isFormToken(token: string | null, bearer: string | null, secrets: string[]): boolean {
  return token !== null && bearer !== null && isKeyedHash(token, textFor(bearer), secrets);
}

const textFor = (bearer: string) => `form:${bearer}`;

/** The token in a form's body, and the body without it: it is for the door, and no concern of any route. */
export function takeToken(
  body: Uint8Array<ArrayBuffer>,
  boundary: string | null,
): { token: string | null; rest: Uint8Array<ArrayBuffer> } {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const place = boundary === null ? pairIn(bytes) : partIn(bytes, boundary);
  if (!place) return { token: null, rest: body };
  const rest = new Uint8Array(body.length - (place.end - place.start));
  rest.set(body.subarray(0, place.start));
  rest.set(body.subarray(place.end), place.start);
  return { token: place.token, rest };
}

type Place = { token: string; start: number; end: number };

function pairIn(bytes: Buffer): Place | null {
  const found = bytes.toString("latin1").match(new RegExp(`(^|&)${FORM_TOKEN}=([^&]*)`));
  if (found?.index === undefined) return null;
  return { token: found[2] ?? "", start: found.index, end: found.index + found[0].length };
}

function partIn(bytes: Buffer, boundary: string): Place | null {
  const name = bytes.indexOf(`name="${FORM_TOKEN}"\r\n\r\n`);
  if (name === -1) return null;
  const start = bytes.lastIndexOf(`--${boundary}`, name);
  const end = bytes.indexOf(`--${boundary}`, name);
  if (start === -1 || end === -1) return null;
  const value = bytes.indexOf("\r\n\r\n", name) + 4;
  return { token: bytes.toString("latin1", value, end - 2), start, end };
}
