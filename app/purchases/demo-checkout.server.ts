import type { Person } from "~/accounts/user";
import type { Services } from "~/services.server";
import { type Paying, paySession } from "~/stripe/demo/acts.server";
import { sessionNow } from "~/stripe/demo/stand-in.server";
import type { Kept } from "~/stripe/demo/store.server";
import { sendDemoEvents } from "./demo-events.server";
import { purchaseOf } from "./purchase.server";

/** What the demo's page for paying shows of the visitor's own purchase; null for anybody else's, and without the demo. */
export async function demoCheckout(using: Services, user: Person, sessionId: string) {
  const own = await ownSession(using, user, sessionId);
  if (!own) return null;
  const { credits, session } = own;
  const { status, currency, amount_total, total_details } = session;
  return {
    isOpen: status === "open",
    ...{ credits, currency, tax: total_details.amount_tax, total: amount_total },
  };
}

/** Does what the visitor pressed, and says where they go from there; null as above. What happened is told later, as events. */
export async function demoPay(
  using: Services,
  user: Person,
  sessionId: string,
  how: Paying | "cancel",
): Promise<string | null> {
  const own = await ownSession(using, user, sessionId);
  if (!own) return null;
  const { session } = own;
  if (how === "cancel") return pathOf(session.cancel_url ?? session.success_url);
  await paySession(using.db, session.id, how);
  using.later(async () => void (await sendDemoEvents(using)));
  return pathOf(session.success_url);
}

type Own = { credits: number; session: Kept };

async function ownSession(using: Services, user: Person, sessionId: string): Promise<Own | null> {
  if (!using.stripe?.isDemo) return null;
  const [purchase, session] = await Promise.all([
    purchaseOf(using, { session: sessionId }),
    sessionNow(using.db, sessionId),
  ]);
  if (purchase?.user_id !== user.id) return null;
  return session && { credits: purchase.credits, session };
}

/** The stand-in's page is one of ours, and so is where it leads: whatever host the visitor came by, they stay with it. */
function pathOf(address: string): string {
  const { pathname, search } = new URL(address);
  return pathname + search;
}
