import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Sixteen characters that stand for an e-mail or network address in the log: always the same for one address, and
 * meaningless to whoever has the log without the secret. Undefined when there is no address.
 */
export function standingFor(text: string | null | undefined, secrets: string[]): string | undefined {
  const [secret] = secrets;
  return text && secret ? keyedHash(secret, `whom:${text}`).slice(0, 16) : undefined;
}

/** Hashes with HMAC-SHA256, in base64url. `text` begins with its use, so that a hash is worth nothing for another use. */
export function keyedHash(secret: string, text: string): string {
  return createHmac("sha256", secret).update(text).digest("base64url");
}

/** Whether `hash` is made of the text with any of the secrets, so that older ones still hold; compared in constant time. */
export function isKeyedHash(hash: string, text: string, secrets: string[]): boolean {
  const given = Buffer.from(hash);
  return secrets.some((secret) => {
    const expected = Buffer.from(keyedHash(secret, text));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
