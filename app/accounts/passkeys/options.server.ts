import { randomBytes } from "node:crypto";
import { MINUTE } from "~/platform/clock.server";
import type { Services } from "~/services.server";
import type { User } from "../user";
import { ALGORITHMS } from "./answers.server";
import { makeChallenge } from "./challenge.server";
import { CHALLENGE_MINUTES } from "./limits";
import type { RelyingParty } from "./relying-party.server";

const HANDLE_BYTES = 32;

/** For whom a challenge is: whoever signs in with this browser. */
export const toSignIn = (bearer: string) => `sign in:${bearer}`;
/** For whom a challenge is: a person who has just said their password, in the session in which they did. */
export const toAdd = (userId: string, bearer: string) => `add:${userId}:${bearer}`;

const timeout = CHALLENGE_MINUTES * MINUTE;

/** What a browser is asked for somebody who signs in, as `parseRequestOptionsFromJSON` reads it. Nobody says who they are. */
export function requestOptions({ id }: RelyingParty, bearer: string, secrets: string[]) {
  return {
    ...{ rpId: id, timeout, userVerification: "required" },
    challenge: makeChallenge(toSignIn(bearer), secrets),
  };
}

/** What a browser is asked for a new key, as `parseCreationOptionsFromJSON` reads it. Devices that have a key already are named. */
export async function creationOptions(
  { db, settings }: Services,
  user: User,
  { id }: RelyingParty,
  bearer: string,
) {
  const [, [{ handle } = { handle: "" }] = [], keys = []] = await db.atomically<{
    handle: string;
    id: string;
  }>([
    db
      .insertInto("passkey_handles")
      .values({ user_id: user.id, handle: randomBytes(HANDLE_BYTES).toString("base64url") })
      .onConflict((conflict) => conflict.column("user_id").doNothing()),
    db.selectFrom("passkey_handles").select("handle").where("user_id", "=", user.id),
    db.selectFrom("passkeys").select("id").where("user_id", "=", user.id),
  ]);
  return {
    ...{
      rp: { id, name: settings.SITE_NAME },
      user: { id: handle, name: user.email, displayName: user.email },
    },
    challenge: makeChallenge(toAdd(user.id, bearer), settings.SESSION_SECRETS),
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
    ...{ timeout, attestation: "none" },
    excludeCredentials: keys.map((key) => ({ type: "public-key", id: key.id })),
    authenticatorSelection: {
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    },
  };
}
