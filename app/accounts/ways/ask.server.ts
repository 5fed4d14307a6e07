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
export async function refusedWay(asked: Asked, user: User, password: string) {
  const { request, context } = asked;
  const using = services(context);
  const { hasPassword } = await waysOf(using, user.id);
  if (hasPassword && password === "") {
    const empty: Again = { errors: { current_password: "password_empty" }, values: {} };
    return formFailed(context, empty);
  }
  if (hasPassword) return refusedPassword({ request, context, user }, password);
  if (await isFreshlySignedIn(using, request)) return null;
  const again: Again = { errors: { "": "sign_in_again" }, values: {} };
  return formFailed(context, again);
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
