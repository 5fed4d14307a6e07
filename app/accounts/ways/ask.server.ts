import { type FormErrors, type FormValues, formFailed } from "~/http/forms.server";
import type { Asked } from "~/http/notice.server";
import { mailsAreRead } from "~/platform/mail-settings.server";
import { type Services, services } from "~/services.server";
import { refusedPassword } from "../recovery/ask-password.server";
import type { User } from "../user";
import { isFreshlySignedIn } from "./fresh.server";
import { waysOf } from "./ways.server";

/** A form about an account, to be shown again. */
type Again = { errors: FormErrors; values: FormValues };

/**
 * Asks who changes how an account is got into for its password; where it has none, that they have signed in a moment ago
 * by a way that it has. Null when it is they, else the form again.
 */
export async function refusedWay(asked: Asked, user: User, password: string, values: FormValues = {}) {
  const { request, context } = asked;
  const proof = await proofFor(services(context), request, user);
  if (proof === "nothing") return null;
  if (proof === "password" && password !== "")
    return refusedPassword({ request, context, user }, password, values);
  const errors: FormErrors =
    proof === "password" ? { current_password: "password_empty" } : { "": "sign_in_again" };
  const again: Again = { errors, values };
  return formFailed(context, again);
}

/**
 * What shows that it is an account's person: the password; nothing more, where it has none and they have signed in a moment
 * ago; else that they sign in once more.
 */
export type Proof = "password" | "nothing" | "sign_in";

export async function proofFor(using: Services, request: Request, { id }: Pick<User, "id">): Promise<Proof> {
  const [{ hasPassword }, isFresh] = await Promise.all([
    waysOf(using, id),
    isFreshlySignedIn(using, request),
  ]);
  if (hasPassword) return "password";
  return isFresh ? "nothing" : "sign_in";
}

/**
 * How an account that has no password gets one: by a link in a mail; where no mail is read, in a form for whoever has signed in
 * a moment ago; and by nothing until they have.
 */
export async function firstPasswordBy(
  using: Services,
  request: Request,
): Promise<"mail" | "form" | "sign_in"> {
  if (mailsAreRead(using.settings)) return "mail";
  return (await isFreshlySignedIn(using, request)) ? "form" : "sign_in";
}
