import { addressOfNobody } from "~/accounts/leaving/leavers.server";
import type { User } from "~/accounts/user";
import type { Language } from "~/platform/text/languages";
import type { Services } from "~/services.server";
import type { Acted } from "./acts.server";
import type { PersonAct } from "./forms.server";
import {
  block,
  endSessions,
  giveCredits,
  makeOperator,
  sendReset,
  unblock,
  unmakeOperator,
} from "./on-person.server";
import { personQuery } from "./person.server";

/** "nobody": there is no such person, or nothing of the kind may be done to them. */
export async function doToPerson(
  using: Services,
  operator: User,
  userId: string,
  asked: PersonAct,
  language: Language,
): Promise<Acted | "nobody"> {
  const person = await personQuery(using, userId).executeTakeFirst();
  // Who has left has nothing that anything could be done to.
  if (!person || person.email === addressOfNobody(userId)) return "nobody";
  const about = { id: asked.id, userId };
  switch (asked.act) {
    case "give":
      return giveCredits(using, operator, { ...about, reason: asked.reason, credits: asked.credits });
    case "take":
      return giveCredits(using, operator, { ...about, reason: asked.reason, credits: -asked.credits });
    case "unblock":
      return unblock(using, operator, { ...about, reason: asked.why });
    case "end_sessions":
      return endSessions(using, operator, about);
    case "send_reset":
      return sendReset(using, operator, { ...about, email: person.email, language });
    case "make_operator":
      return makeOperator(using, operator, about);
  }
  // Who keeps themselves out, or unmakes themselves, may leave nobody behind who could undo it.
  if (userId === operator.id) return "nobody";
  return asked.act === "block"
    ? block(using, operator, { ...about, reason: asked.why })
    : unmakeOperator(using, operator, about);
}
