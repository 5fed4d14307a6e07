import { formFailed } from "~/http/forms.server";
import type { Asked } from "~/http/notice.server";
import { services } from "~/services.server";
import { refusedPassword } from "../recovery/ask-password.server";
import type { User } from "../user";
import { isFreshlySignedIn } from "./fresh.server";
import { waysOf } from "./ways.server";

/**
 * Asks who changes how an account is got into for its password; where it has none, that they have signed in a moment ago
 * by a way that it has. Null when it is they, else the form again.
 */
export async function refusedWay(asked: Asked, user: User, password: string) {
  const { request, context } = asked;
  const using = services(context);
  const { hasPassword } = await waysOf(using, user.id);
  if (hasPassword) return refusedPassword({ request, context, user }, password);
  if (await isFreshlySignedIn(using, request)) return null;
  return formFailed(context, { errors: { "": "sign_in_again" as const }, values: {} });
}
