import { formFailed } from "~/http/forms.server";
import type { Asked } from "~/http/notice.server";
import { timestamp } from "~/platform/clock.server";
import { refusedBy } from "~/platform/db.server";
import { standingFor } from "~/platform/keyed-hash.server";
import { log } from "~/platform/log.server";
import { type Services, services } from "~/services.server";
import { bearerOf } from "../bearer.server";
import { returnPath } from "../gate.server";
import { letIn } from "../let-in.server";
import { type FormAgain, formAgain } from "../sign-in.server";
import { counterIn, isSigned, readUsed, type UsedKey } from "./answers.server";
import { ANSWERED, answerOnce, challengeId } from "./challenge.server";
import { toSignIn } from "./options.server";
import { isPasskeyOf, keyWithOwner } from "./passkeys.server";
import { relyingParty } from "./relying-party.server";

/** The field of the sign-in form in which a device's answer comes, as text of JSON. */
export const PASSKEY = "passkey";

/**
 * Lets in whoever's device has signed our challenge. No code is asked for: the device is one thing, and the PIN, finger or
 * face by which it knew its owner the other.
 */
export async function signInByPasskey({ request, context }: Asked, answer: string, draft: string) {
  const using = services(context);
  const again = (why: "passkey_wrong" | "passkey_over"): FormAgain =>
    formAgain({ errors: { "": why }, draft });
  const judged = await judge(using, request, answer);
  if (typeof judged === "string") return formFailed(context, again(judged));
  const { key, challenge, userId, email } = judged;
  try {
    const used = { counter: counterIn(key.response), last_used_at: timestamp() };
    const known = await letIn(
      { request, context },
      {
        ...{ userId, address: email, draft, page: returnPath(request), isProvenTwice: true, notice: null },
        stillProves: isPasskeyOf(userId, key.id),
        also: [
          answerOnce(using.db, challenge),
          using.db.updateTable("passkeys").set(used).where("id", "=", key.id).where("user_id", "=", userId),
        ],
      },
    );
    if (known.kind === "in") return known.way;
    return formFailed(context, formAgain({ errors: { "": known.why }, draft }));
  } catch (error) {
    if (refusedBy(error, ANSWERED)) return formFailed(context, again("passkey_over"));
    throw error;
  }
}

type Judged = { key: UsedKey; challenge: string; userId: string; email: string };

/** Whose key has signed a challenge of ours for this browser, or what is wrong. */
async function judge(
  using: Services,
  request: Request,
  text: string,
): Promise<Judged | "passkey_wrong" | "passkey_over"> {
  const { db, settings } = using;
  const secrets = settings.SESSION_SECRETS;
  const party = relyingParty(using, request);
  const read = party && readUsed(text, party);
  const bearer = await bearerOf(request, secrets);
  if (!read || !bearer) return failed(undefined);
  const challenge = challengeId(read.challenge, toSignIn(bearer), secrets);
  if (!challenge) return "passkey_over";
  const key = read.answer;
  const owner = await keyWithOwner(db, key.id);
  const whom = standingFor(owner?.email, secrets);
  if (!owner || key.response.userHandle !== owner.handle || !isSigned(key, owner.publicKey))
    return failed(whom);
  // A copied key is told by it, but most devices do not count, and some count wrong: nobody is kept out for it.
  if (counterIn(key.response) < owner.counter) log.warn({ event: "passkey_counter_went_back", whom });
  return { key, challenge, userId: owner.userId, email: owner.email };
}

function failed(whom: string | undefined): "passkey_wrong" {
  log.warn({ event: "passkey_failed", whom });
  return "passkey_wrong";
}
