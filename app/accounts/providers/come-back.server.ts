import { redirect } from "@remix-run/cloudflare";
import { budgetFor } from "~/budgets/budget.server";
import { take } from "~/budgets/take.server";
import { languageOf } from "~/http/language.server";
import { type Asked, redirectWith } from "~/http/notice.server";
import { addressOf } from "~/platform/address.server";
import { MINUTE, SECOND } from "~/platform/clock.server";
import { type Services, services } from "~/services.server";
import { visitor } from "../gate.server";
import { letIn } from "../let-in.server";
import { lookIntoMail } from "../sign-in.server";
import { accountFor } from "../ways/account-for.server";
import { addWay } from "../ways/add-way.server";
import { isIdentityOf, noteSaid } from "../ways/identities.server";
import { comeBackAddress } from "./begin.server";
import { type Begun, forgetBegun, readBegun } from "./begun.server";
import { forgetGuestDraft, guestDraft } from "./guest-draft.server";
import { AWAY_MINUTES } from "./limits";
import { type InTheWay, inTheWay } from "./problem-page.server";
import type { Provider } from "./providers.server";
import { ProviderStrategy } from "./strategy.server";
import type { Person } from "./told.server";
import { askWhose } from "./whose.server";

/** Somebody comes back from another site: they are let in, are given another way in, or read what is in the way. */
export async function comeBack(asked: Asked, provider: Provider): Promise<Response | InTheWay> {
  const { request, context } = asked;
  const using = services(context);
  const { search, searchParams } = addressOf(request);
  const begun = await readBegun(using, request);
  const isOfThis = begun?.provider === provider.id && begun.state === searchParams.get("state");
  if (!isOfThis || !(await isFirst(using, begun))) {
    const page = begun?.addTo ? "/account/ways" : "/";
    return (await visitor(request, context)) ? redirect(page, 303) : inTheWay(asked, provider, "again");
  }
  const url = new URL(comeBackAddress(using, request, provider) + search);
  const strategy = new ProviderStrategy(provider, { url, begun }, async (told) => {
    if (told.kind === "untold") return inTheWay(asked, provider, told.why);
    if (begun.addTo !== null) return added(asked, provider, begun.addTo, told.person);
    return letInAs(asked, provider, told.person, begun);
  });
  return strategy.authenticate();
}

/** Whether nobody came back with this answer before, in any tab: an answer is for one sign-in. */
async function isFirst(using: Services, { state }: Begun): Promise<boolean> {
  const once = { atOnce: 1, everySeconds: (AWAY_MINUTES * MINUTE) / SECOND };
  const { taken } = await take(using, [
    budgetFor(`come back with ${state}`, once, using.settings.SESSION_SECRETS),
  ]);
  return taken;
}

/** Lets somebody in whom another site knows. `isStranger`: they said that the account with their address is not theirs. */
export async function letInAs(
  asked: Asked,
  provider: Provider,
  person: Person,
  begun: Pick<Begun, "to" | "invite" | "draft">,
  { isStranger = false } = {},
): Promise<Response | InTheWay> {
  const { request, context } = asked;
  const using = services(context);
  const draft = await guestDraft(using, begun.draft);
  const coming = { request, person, draft, invite: begun.invite, language: languageOf(request), isStranger };
  const found = await accountFor(using, coming);
  if (found.kind === "refused") return inTheWay(asked, provider, found.why, found.againAt);
  if (found.kind === "whose") return askWhose(asked, provider, person, begun);
  const forgotten: [string, string][] = [["Set-Cookie", await forgetBegun(using, request)]];
  if (found.kind === "by_mail") return lookIntoMail(asked, found.userId, forgotten);
  const also = [noteSaid(using.db, person), ...(begun.draft ? [forgetGuestDraft(using, begun.draft)] : [])];
  const { userId, address, isWithoutCredits } = found;
  const answer = await letIn(asked, {
    ...{ userId, address, also, draft, page: begun.to, isProvenTwice: false },
    stillProves: isIdentityOf(userId, person),
    notice: isWithoutCredits ? { kind: "no_free_credits" } : null,
  });
  if (answer.kind === "refused") return inTheWay(asked, provider, answer.why);
  for (const [name, value] of forgotten) answer.way.headers.append(name, value);
  return answer.way;
}

/** Gives somebody another way in, who had typed their password before they left for the other site. */
async function added(
  asked: Asked,
  provider: Provider,
  addTo: string,
  person: Person,
): Promise<Response | InTheWay> {
  const { request, context } = asked;
  const using = services(context);
  const user = await visitor(request, context);
  if (user?.id !== addTo) return inTheWay(asked, provider, "again");
  const problem = await addWay(using, user, person, { request, language: languageOf(request) });
  if (problem) return inTheWay(asked, provider, problem);
  const forgotten: [string, string] = ["Set-Cookie", await forgetBegun(using, request)];
  return redirectWith(asked, "/account/ways", { kind: "account", done: "way_added" }, [forgotten]);
}
