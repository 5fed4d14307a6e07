import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Sixteen characters that stand for an e-mail or network address in the log: the same for the same one, and nothing to
 * whoever has the log without the secret. Undefined where nothing is known.
 */
export function standingFor(text: string | null | undefined, secrets: string[]): string | undefined {
  const [secret] = secrets;
  return text && secret ? keyedHash(secret, `whom:${text}`).slice(0, 16) : undefined;
}

/** HMAC-SHA256 in base64url. `text` begins with what it is for, so that one use's hash is worth nothing to another. */
export function keyedHash(secret: string, text: string): string {
  return createHmac("sha256", secret).update(text).digest("base64url");
}

/** Whether `hash` is the text's under any of the secrets, as cookies are verified. In constant time. */
export function isKeyedHash(hash: string, text: string, secrets: string[]): boolean {
  const given = Buffer.from(hash);
  return secrets.some((secret) => {
    const expected = Buffer.from(keyedHash(secret, text));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
