import { data } from "@remix-run/cloudflare";
import type { Mistake } from "~/http/mistakes";
import type { Asked } from "~/http/notice.server";
import { SECOND } from "~/platform/clock.server";
import { services } from "~/services.server";
import { tokenForGuest } from "../bearer.server";
import { AGAIN } from "./begin.server";
import { readBegun } from "./begun.server";
import { guestDraft } from "./guest-draft.server";
import { isProblem, PROBLEMS, type Problem } from "./problems";
import type { Provider, ProviderName } from "./providers.server";

/** A page that says what is in the way of signing in by another site, with the ways that are left. */
export type InTheWay = {
  why: Problem | Mistake;
  status: number;
  provider: ProviderName;
  /** From when on it may be tried again; undefined where that may be at once, or would be of no use. */
  againAt: string | undefined;
  /** The address by which it is begun once more; null where that would end the same. */
  again: string | null;
  /** What was typed before, as a form sends it, to go on with another way. */
  draft: string;
  isAdding: boolean;
};

/** How soon a site that does not answer is worth another try. */
const AGAIN_AFTER_SECONDS = 10;

const WORTH_ANOTHER_TRY: (Problem | Mistake)[] = ["denied", "again", "down"];

export async function inTheWay(
  { request, context }: Asked,
  { id, name }: Provider,
  why: Problem | Mistake,
  againAt?: string,
): Promise<InTheWay> {
  const using = services(context);
  const begun = await readBegun(using, request);
  const isAdding = begun?.addTo != null;
  const status = isProblem(why) ? PROBLEMS[why] : againAt ? 429 : 403;
  return {
    ...{ why, status, provider: { id, name }, againAt, isAdding },
    again: WORTH_ANOTHER_TRY.includes(why) && !isAdding ? `/login/with/${id}?${AGAIN}` : null,
    draft: isAdding ? "" : await guestDraft(using, begun?.draft ?? null),
  };
}

/** The page itself; `Retry-After`, in seconds, where it is known when it would end better. */
export async function problemPage({ request, context }: Asked, problem: InTheWay) {
  const { formToken, headers } = await tokenForGuest(services(context), request);
  const { againAt, why, status } = problem;
  const seconds = againAt ? Math.ceil((Date.parse(againAt) - Date.now()) / SECOND) : AGAIN_AFTER_SECONDS;
  if (againAt || why === "down") headers.push(["Retry-After", String(Math.max(1, seconds))]);
  return data({ formToken, ...problem }, { status, headers });
}
