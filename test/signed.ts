import { Buffer } from "node:buffer";
import { createHmac } from "node:crypto";

/** Signs a webhook's message as Replicate does. */
export function signed(secret: string, body: string, when = Date.now()) {
  const [id, timestamp] = ["msg_of_the_tests", String(Math.floor(when / 1000))];
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { id, timestamp, signature: `v1,${signature}`, body };
}
