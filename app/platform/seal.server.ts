import { Buffer } from "node:buffer";
import { createHmac } from "node:crypto";
import { keyedHash } from "./keyed-hash.server";

/** A secret as it may lie in a table, and the name of the key that opens it. */
export type Sealed = { sealed: string; keyName: string };

const IV_BYTES = 12;
const KEY_NAME_LENGTH = 8;

/** Seals a text by AES-GCM under a key made of the first secret. It opens again only as what it is `about`. */
export async function seal(text: string, about: string, [secret = ""]: string[]): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const sealed = await crypto.subtle.encrypt(cipher(iv, about), await keyOf(secret), Buffer.from(text));
  return {
    sealed: Buffer.concat([iv, new Uint8Array(sealed)]).toString("base64url"),
    keyName: nameOf(secret),
  };
}

/** The text that was sealed; null when its key is none of these secrets' any more, or somebody has changed it. */
export async function unseal(
  { sealed, keyName }: Sealed,
  about: string,
  secrets: string[],
): Promise<string | null> {
  const secret = secrets.find((one) => nameOf(one) === keyName);
  if (secret === undefined) return null;
  const bytes = Buffer.from(sealed, "base64url");
  const [iv, text] = [bytes.subarray(0, IV_BYTES), bytes.subarray(IV_BYTES)];
  const key = await keyOf(secret);
  return crypto.subtle.decrypt(cipher(iv, about), key, text).then(
    (opened) => Buffer.from(opened).toString(),
    () => null,
  );
}

/** Whether a text was sealed under an older secret than the one that seals now. */
export function isSealedByOlder({ keyName }: Sealed, [secret = ""]: string[]): boolean {
  return keyName !== nameOf(secret);
}

function cipher(iv: Uint8Array<ArrayBuffer>, about: string) {
  return { name: "AES-GCM", iv, additionalData: Buffer.from(about) };
}

function keyOf(secret: string): Promise<CryptoKey> {
  const key = createHmac("sha256", secret).update("seal:key").digest();
  return crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** The name of a key tells it from others, and nothing of it. */
function nameOf(secret: string): string {
  return keyedHash(secret, "seal:name").slice(0, KEY_NAME_LENGTH);
}
