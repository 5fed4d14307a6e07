import { Buffer } from "node:buffer";
import { createHash, createPublicKey, verify } from "node:crypto";
import * as z from "zod";
import type { RelyingParty } from "./relying-party.server";

/** The longest parts that devices send: the standard bounds an id, a key of RSA has some 300 bytes. */
const LONGEST = 2_000;
const bytes = z
  .string()
  .max(LONGEST)
  .regex(/^[\w-]+$/)
  .transform((text) => Buffer.from(text, "base64url"));

/** ES256 and RS256, as COSE numbers them: each device has one of both. */
export const ALGORITHMS = [-7, -257] as const;

const Credential = z.object({
  id: z
    .string()
    .max(LONGEST)
    .regex(/^[\w-]+$/),
  type: z.literal("public-key"),
});

/** What `toJSON` gives of a new key, as far as it is read. Who made the device is not asked, so that nothing attests to it. */
const Made = Credential.extend({
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    publicKey: bytes,
    publicKeyAlgorithm: z.literal(ALGORITHMS),
  }),
});

/** What `toJSON` gives of a key that was used. */
const Used = Credential.extend({
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: z.string().max(LONGEST),
  }),
});

const ClientData = z.object({
  type: z.string(),
  challenge: z.string(),
  origin: z.string(),
  crossOrigin: z.boolean().optional(),
});

/** A device's answer, as text of JSON, and the challenge that it says it answers; null for what is none. */
export type Answer<Kind> = { answer: Kind; challenge: string };
export type MadeKey = z.output<typeof Made>;
export type UsedKey = z.output<typeof Used>;

export function readMade(text: string, party: RelyingParty): Answer<MadeKey> | null {
  const made = Made.safeParse(fromJson(text));
  if (!made.success) return null;
  const { clientDataJSON, authenticatorData, publicKey } = made.data.response;
  const challenge = challengeIn(clientDataJSON, "webauthn.create", party);
  const holdsKey = authenticatorData.includes(Buffer.from(made.data.id, "base64url"));
  if (challenge === null || !isByOwner(authenticatorData, party) || !holdsKey || !isKey(publicKey))
    return null;
  return { answer: made.data, challenge };
}

export function readUsed(text: string, party: RelyingParty): Answer<UsedKey> | null {
  const used = Used.safeParse(fromJson(text));
  if (!used.success) return null;
  const { clientDataJSON, authenticatorData } = used.data.response;
  const challenge = challengeIn(clientDataJSON, "webauthn.get", party);
  return challenge !== null && isByOwner(authenticatorData, party) ? { answer: used.data, challenge } : null;
}

/** Whether the key of which this is the public half has signed. */
export function isSigned({ response }: UsedKey, publicKey: string): boolean {
  const { authenticatorData, clientDataJSON, signature } = response;
  const signed = Buffer.concat([authenticatorData, sha256(clientDataJSON)]);
  const key = createPublicKey({ key: Buffer.from(publicKey, "base64url"), format: "der", type: "spki" });
  return verify("sha256", signed, key, signature);
}

/** How often the device says that its key was used; 0 where it does not count. */
export function counterIn({ authenticatorData }: { authenticatorData: Buffer }): number {
  return authenticatorData.readUInt32BE(COUNTER_AT);
}

/** Where the parts of what a device says of itself begin: a hash of 32 bytes, one of flags, a counter of 4. */
const [FLAGS_AT, COUNTER_AT, LEAST] = [32, 33, 37];
/** The flags by which a device says that its owner was there, and that it knew them by their PIN, finger or face. */
const [IS_PRESENT, IS_VERIFIED] = [1, 4];

function isByOwner(authenticatorData: Buffer, { id }: RelyingParty): boolean {
  if (authenticatorData.length < LEAST) return false;
  const flags = authenticatorData.readUInt8(FLAGS_AT);
  const isForUs = authenticatorData.subarray(0, FLAGS_AT).equals(sha256(id));
  return isForUs && (flags & IS_PRESENT) !== 0 && (flags & IS_VERIFIED) !== 0;
}

/** The challenge that a browser had signed for a page of ours; null for another page's, and for another use. */
function challengeIn(clientDataJSON: Buffer, type: string, { origin }: RelyingParty): string | null {
  const data = ClientData.safeParse(fromJson(clientDataJSON.toString()));
  if (!data.success || data.data.type !== type || data.data.origin !== origin) return null;
  return data.data.crossOrigin ? null : data.data.challenge;
}

function isKey(publicKey: Buffer): boolean {
  try {
    createPublicKey({ key: publicKey, format: "der", type: "spki" });
    return true;
  } catch {
    return false;
  }
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const sha256 = (data: Buffer | string) => createHash("sha256").update(data).digest();
