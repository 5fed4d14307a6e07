import { env } from "cloudflare:test";
import { expect } from "vitest";
import type { User } from "~/accounts/user";
import { owedBy } from "~/credits/owed.server";
import { checkoutOf } from "~/purchases/checkout.server";
import { fulfil } from "~/purchases/fulfil.server";
import { orderPack } from "~/purchases/order.server";
import { type Purchase, purchaseOf } from "~/purchases/purchase.server";
import {
  disputeSession,
  failRefund,
  loseDispute,
  PAYING,
  paySession,
  refundSession,
  winDispute,
} from "~/stripe/demo/acts.server";
import { sessionNow } from "~/stripe/demo/stand-in.server";
import type { KeptDispute, KeptRefund } from "~/stripe/demo/store.server";
import { aWish, tell } from "../shop";
import { entriesOf, type World } from "../world";
import type { Dice } from "./dice";

/** What somebody has in hand who buys: two forms, each of which buys once; and the events that never come in their run. */
export type Buyer = { user: User; dice: Dice; wishes: ReturnType<typeof aWish>[]; never: RegExp };

/** Kinds of events of which none comes, however often Stripe would send it: none, one after the other, or all. */
export const NEVER = [
  ...[/^$/, /completed|async_payment_succeeded/, /expired|async_payment_failed/, /^refund/],
  ...[/funds_withdrawn|dispute.created/, /funds_reinstated|dispute.closed/, /./],
];

export const wishesOf = () => [aWish({ pack: "small" }), aWish({ pack: "medium", currency: "cny" })];

/** Presses "Buy" on one of the forms, and goes to where it is paid. */
export async function buy(isolate: World, { user, dice, wishes }: Buyer) {
  const wish = dice.of(wishes);
  await orderPack(isolate, user, wish);
  const purchase = await purchaseOf(isolate, { id: wish.id });
  return purchase && checkoutOf(isolate, purchase);
}

/** Pays at Stripe, or pays later, or fails to; nobody has told us of it yet. */
export async function pay(isolate: World, { dice, wishes }: Buyer) {
  const [wish, how] = [dice.of(wishes), dice.of([...PAYING, "pay"] as const)];
  const purchase = await purchaseOf({ ...isolate, db: isolate.ofShop }, { id: wish.id });
  return purchase?.session_id && paySession(isolate.ofShop, purchase.session_id, how);
}

/** Comes back from Stripe, or looks at the purchase's page. */
export async function comeBack(isolate: World, { dice, wishes }: Buyer) {
  const purchase = await purchaseOf(isolate, { id: dice.of(wishes).id });
  return purchase && fulfil(isolate, purchase);
}

/** Hears one of all the events that there were: again, late, before others, or never. */
export async function hearOfMoney(isolate: World, { dice, never }: Buyer) {
  const at = dice.below(1_000);
  const events = await allEvents(never);
  const event = events[at % Math.max(events.length, 1)];
  return event && tell(isolate, event);
}

/** Money goes back, whole or in part, or is disputed; or what went comes again. */
export async function moveMoneyBack(isolate: World, { dice }: Buyer) {
  const [how, at, part] = [dice.below(6), dice.below(1_000), dice.of([0.25, 0.5, 1, 1])];
  const rows = await kept();
  const of = (kind: string) => rows.filter((row) => row.kind === kind);
  const pick = <Row>(some: Row[]) => some[at % Math.max(some.length, 1)];
  const session = await sessionNow(isolate.ofShop, pick(of("session"))?.id ?? "");
  const amount = Math.round((session?.amount_total ?? 0) * part);
  if (how === 0) return failRefund(isolate.ofShop, pick(of("refund"))?.id ?? "");
  if (how < 3) {
    const open = of("dispute").filter(({ body }) => JSON.parse(body).status === "needs_response");
    const close = how === 1 ? winDispute : loseDispute;
    return close(isolate.ofShop, pick(open)?.id ?? "");
  }
  if (session?.payment_status !== "paid") return;
  if (how === 3) return disputeSession(isolate.ofShop, session.id, amount, { isInquiry: part === 0.25 });
  return refundSession(isolate.ofShop, session.id, amount);
}

/**
 * Tells, last first and twice, of every refund and dispute of which events come: Stripe does for three days. Payments, and
 * what never comes, the sweep finds by itself.
 */
export async function tellOfAllThatWentBack(using: World, { never }: Pick<Buyer, "never">): Promise<void> {
  const events = (await allEvents(never)).filter((event) => !event.includes('"object":"checkout.session"'));
  for (const event of [...events.toReversed(), ...events.toReversed()])
    expect(await tell(using, event)).toBe("done");
}

/** Expects, once all is heard, that what was paid and not taken back is there or owed for, and nothing else. */
export async function expectMoneyRight(using: World, { user, wishes }: Pick<Buyer, "user" | "wishes">) {
  const entries = await entriesOf(using, user);
  const sum = (kinds: string[]) =>
    entries.filter(({ kind }) => kinds.includes(kind)).reduce((all, { amount }) => all + amount, 0);
  let [least, most] = [0, 0];
  for (const { id } of wishes) {
    const purchase = await purchaseOf(using, { id });
    const session = purchase?.session_id ? await sessionNow(using.ofShop, purchase.session_id) : null;
    const isPaid = session?.payment_status === "paid";
    expect(purchase?.state === "paid", `whether ${id} is paid`).toBe(isPaid);
    expect(purchase?.state, `the state of ${id}`).not.toBe("open");
    if (!purchase || !isPaid) continue;
    const back = await wentBack(purchase);
    most += purchase.credits - Math.min(back.least, purchase.credits);
    least += purchase.credits - Math.min(back.most, purchase.credits);
  }
  const left = sum(["purchase", "reversal", "reinstated"]) - (await owedBy(using, user.id));
  expect(left).toBeGreaterThanOrEqual(least);
  expect(left).toBeLessThanOrEqual(most);
}

/**
 * How many credits of a purchase are to be taken back. Which of several that together are more than all is cut, depends on
 * what was heard first; and what is cut stays so when another comes again. So there are two bounds, mostly the same.
 */
async function wentBack({ credits, session_id }: Purchase): Promise<{ least: number; most: number }> {
  const rows = (await kept()).filter(({ kind }) => kind === "refund" || kind === "dispute");
  const bodies: (KeptRefund | KeptDispute)[] = rows.map(({ body }) => JSON.parse(body));
  const of = bodies.filter(({ session }) => session === session_id);
  const total = JSON.parse((await kept()).find(({ id }) => id === session_id)?.body ?? "{}").amount_total;
  const asked = (some: typeof bodies) =>
    some.reduce((all, { amount }) => all + Math.ceil((credits * amount) / total - 1e-6), 0);
  const taken = asked(of.filter((one) => !isBack(one) && !isInquiry(one)));
  const back = asked(of.filter(isBack));
  return { least: Math.max(0, Math.min(taken, credits) - back), most: Math.min(taken, credits) };
}

const isBack = ({ status }: { status: string }) => status === "failed" || status === "won";
const isInquiry = ({ status }: { status: string }) => status === "warning_needs_response";

type Row = { id: string; kind: string; body: string };

/** What the stand-in remembers, in the order in which it came. */
async function kept(): Promise<Row[]> {
  return (await env.DB.prepare("SELECT id, kind, body FROM demo_stripe ORDER BY rowid").all<Row>()).results;
}

async function allEvents(never: RegExp): Promise<string[]> {
  const rows = await kept();
  const happened = rows.filter(({ kind, id }) => kind === "event" && id.endsWith(":0"));
  const sessions = rows.filter(({ kind }) => kind === "session").map(({ body }) => JSON.parse(body));
  const expired = sessions
    .filter(({ status, expires_at }) => status === "open" && expires_at <= Date.now())
    .map((object) => JSON.stringify({ object: "event", type: "checkout.session.expired", data: { object } }));
  return [...happened.map(({ body }) => body), ...expired].filter(
    (body) => !never.test(JSON.parse(body).type),
  );
}
