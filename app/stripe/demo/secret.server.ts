import { createHmac } from "node:crypto";
import { keyedHash } from "~/platform/keyed-hash.server";
import type { Settings } from "~/platform/settings.server";

/** What the stand-in signs its events with: nobody who does not know the app's own secret can make one up. */
export function demoSecret({ SESSION_SECRETS: [secret = ""] }: Pick<Settings, "SESSION_SECRETS">): string {
  return `whsec_${keyedHash(secret, "demo-stripe")}`;
}

/** Signs an event as Stripe does, in the value of its `Stripe-Signature` header. */
export function signatureOf(body: string, secret: string): string {
  const seconds = Math.floor(Date.now() / 1000);
  const mac = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
  return `t=${seconds},v1=${mac}`;
}
