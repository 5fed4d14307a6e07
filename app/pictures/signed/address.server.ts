import { timingSafeEqual } from "node:crypto";
import { addressOf } from "~/platform/address.server";
import { DAY, MINUTE, SECOND } from "~/platform/clock.server";
import { keyedHash } from "~/platform/keyed-hash.server";
import { SIGNED_FOR_DAYS } from "../limits";

/** What can be opened by an address that proves itself. */
export type Kind = "picture" | "thumbnail" | "input";

/** A picture that was made; from another one, where there is an `input_id`, which its file says in its mark. */
export type Made = { image_id: string; input_id: string | null };

/** A picture that was brought; its file says so if AI made it. */
export type BroughtOne = { id: string; made_by_ai: 0 | 1 };

/** Where a page finds the pictures that it shows. */
export type PictureAddresses = {
  picture(made: Made): string;
  thumbnail(made: Made): string;
  input(brought: BroughtOne): string;
};

/** The name of the parameter in which an address has its signature. */
const SIGNATURE = "s";
/**
 * What follows a signature's day where the mark in the file says more: that it is an edit, or was made by AI elsewhere. No
 * day has a capital letter in it.
 */
const MARK = "M";
/** The longest that an address holds, by the clock of whoever opens it: that of whoever drew it may be a little ahead at midnight. */
const LONGEST_SECONDS = (SIGNED_FOR_DAYS * DAY + MINUTE) / SECOND;
/** Characters of base64url in a signature's end: 96 bits, which nobody finds by trying; a page has 60, and they do not compress. */
const MAC_LENGTH = 16;

/**
 * The addresses for the pages of one session. They hold until the day that they name begins (UTC), at least one day and at
 * most two from now, and are the same all day, so that a browser which has a picture does not ask for it again.
 */
export function signedAddresses(sessionId: string, secrets: string[]): PictureAddresses {
  const end = today() + SIGNED_FOR_DAYS;
  const signed = (kind: Kind, id: string, hasMark: boolean) => {
    const head = end.toString(36) + (hasMark ? MARK : "");
    const mac = macOf(secrets[0] ?? "", { kind, id, head, sessionId });
    return `${pathOf(kind, id)}?${SIGNATURE}=${head}.${mac}`;
  };
  return {
    picture: ({ image_id, input_id }) => signed("picture", image_id, input_id !== null),
    thumbnail: ({ image_id, input_id }) => signed("thumbnail", image_id, input_id !== null),
    input: ({ id, made_by_ai }) => signed("input", id, made_by_ai === 1),
  };
}

/** The addresses without a signature, for a page of nobody. They open for their owner after a look into the database. */
export const PLAIN_ADDRESSES: PictureAddresses = {
  picture: ({ image_id }) => pathOf("picture", image_id),
  thumbnail: ({ image_id }) => pathOf("thumbnail", image_id),
  input: ({ id }) => pathOf("input", id),
};

function pathOf(kind: Kind, id: string): string {
  if (kind === "input") return `/inputs/${id}`;
  return kind === "picture" ? `/images/${id}` : `/images/${id}/thumbnail`;
}

/** Whether an address has a signature, right or wrong: then nothing else opens it. */
export function isSigned(request: Request): boolean {
  return addressOf(request).searchParams.has(SIGNATURE);
}

/** What an address proves: how long it holds from now on, in seconds, and whether the file's mark says more. */
export type Proven = { seconds: number; hasMark: boolean };

/** Reads the signature of a request's address; null unless it is of this kind, id and session, and holds now. */
export function provenBy(
  request: Request,
  { kind, id, sessionId, secrets }: { kind: Kind; id: string; sessionId: string; secrets: string[] },
): Proven | null {
  const [, head = "", day = "", mark, mac = ""] =
    addressOf(request).searchParams.get(SIGNATURE)?.match(SIGNED) ?? [];
  const given = Buffer.from(mac);
  const isOurs = secrets.some((secret) => {
    const expected = Buffer.from(macOf(secret, { kind, id, head, sessionId }));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  const seconds = Math.floor((Number.parseInt(day, 36) * DAY - Date.now()) / SECOND);
  // No page draws one that holds longer: by a signature alone nothing opens for ever.
  const holds = seconds > 0 && seconds <= LONGEST_SECONDS;
  return isOurs && holds ? { seconds, hasMark: mark === MARK } : null;
}

const SIGNED = /^(([0-9a-z]{3,4})(M?))\.([\w-]{16})$/;

type Claim = { kind: Kind; id: string; head: string; sessionId: string };

function macOf(secret: string, { kind, id, head, sessionId }: Claim): string {
  return keyedHash(secret, `picture-address:${kind}:${id}:${head}:${sessionId}`).slice(0, MAC_LENGTH);
}

/** Days since 1970, UTC. */
function today(): number {
  return Math.floor(Date.now() / DAY);
}
