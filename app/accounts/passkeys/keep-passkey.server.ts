import { languageOf } from "~/http/language.server";
import type { Asked } from "~/http/notice.server";
import { services } from "~/services.server";
import { bearerOf } from "../bearer.server";
import { browserName } from "../sessions/browser-name.server";
import type { User } from "../user";
import { readMade } from "./answers.server";
import { challengeId } from "./challenge.server";
import { creationOptions, toAdd } from "./options.server";
import { addPasskey } from "./passkeys.server";
import { relyingParty } from "./relying-party.server";

/** What a browser is asked for a new key of somebody who has just said their password; null where there can be none. */
export async function askForPasskey({ request, context }: Asked, user: User) {
  const using = services(context);
  const party = relyingParty(using, request);
  const bearer = await bearerOf(request, using.settings.SESSION_SECRETS);
  if (!party || !bearer) return null;
  return { origin: party.origin, options: JSON.stringify(await creationOptions(using, user, party, bearer)) };
}

/** Keeps the key that a device has made, under the name of the browser by which it came. */
export async function keepPasskey(
  { request, context }: Asked,
  user: User,
  text: string,
): Promise<"added" | "over" | "full" | "wrong"> {
  const using = services(context);
  const secrets = using.settings.SESSION_SECRETS;
  const party = relyingParty(using, request);
  const made = party && readMade(text, party);
  const bearer = await bearerOf(request, secrets);
  if (!made || !bearer) return "wrong";
  const challenge = challengeId(made.challenge, toAdd(user.id, bearer), secrets);
  if (!challenge) return "over";
  const language = languageOf(request);
  const name = browserName(request) || user.email;
  return addPasskey(using, user, { key: made.answer, challengeId: challenge, name }, { request, language });
}
