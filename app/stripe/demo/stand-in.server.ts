import { randomBytes } from "node:crypto";
import { addressOf } from "~/platform/address.server";
import { DAY } from "~/platform/clock.server";
import { type Db, refusedBy } from "~/platform/db.server";
import { nested, SessionFields } from "./fields.server";
import { listEvents } from "./list-events.server";
import { type Kept, type Payment, recall, remember } from "./store.server";

/** What the stand-in's tax office wants, in percent, where tax is computed. */
const TAX_PERCENT = 10;

/** Answers as Stripe's HTTP API does, as far as the app uses it. It never leaves the Worker. */
export async function answerAsStripe(db: Db, request: Request): Promise<Response> {
  const { pathname, searchParams } = addressOf(request);
  if (!/^Bearer \S/.test(request.headers.get("Authorization") ?? ""))
    return refusal(401, { message: "You did not provide an API key." });
  const isExpanded = [...searchParams].some(
    ([name, to]) => /^expand\[/.test(name) && to === "payment_intent",
  );
  const [, kind = "", id = ""] =
    pathname.match(/^\/v1\/(checkout\/sessions|refunds|disputes)\/([^/]+)$/) ?? [];
  if (request.method === "POST" && pathname === "/v1/checkout/sessions") return create(db, request);
  if (request.method === "GET" && pathname === "/v1/events") return events(db, searchParams);
  if (request.method !== "GET" || !kind) return refusal(404, { message: "Unrecognized request URL." });
  const found = await read(db, kind, id);
  if (!found) return refusal(404, { code: "resource_missing", message: `No such object: ${id}` });
  const { payment, ...object } = found;
  return Response.json({ ...object, payment_intent: isExpanded ? payment : payment.id });
}

async function events(db: Db, search: URLSearchParams): Promise<Response> {
  const listed = await listEvents(db, search);
  if (listed.kind === "page") return Response.json(listed.page);
  if (listed.kind === "refused") return refused(listed.issues[0]);
  return refusal(400, {
    ...{ code: "resource_missing", param: "starting_after", message: `No such event: ${listed.id}` },
  });
}

type Refusal = { type?: string; code?: string; param?: string; message: string };

function refusal(status: number, error: Refusal): Response {
  return Response.json({ error: { type: "invalid_request_error", ...error } }, { status });
}

async function read(db: Db, kind: string, id: string): Promise<{ payment: Payment } | null> {
  if (kind === "checkout/sessions") {
    const session = await sessionNow(db, id);
    return session && shown(session);
  }
  const about = await recall(db, kind === "refunds" ? "refund" : "dispute", id);
  const session = about && (await sessionNow(db, about.session));
  return session && { ...about, payment: session.payment_intent };
}

/** The session as it has become by now: late payments arrive, and what nobody paid ends. */
export async function sessionNow(db: Db, id: string): Promise<Kept | null> {
  const session = await recall(db, "session", id);
  if (!session) return null;
  if (session.status === "open" && session.expires_at <= Date.now())
    return { ...session, status: "expired", url: null };
  return session.pays_at !== null && session.pays_at <= Date.now() ? asPaid(session) : session;
}

export function asPaid(session: Kept): Kept {
  const amount = session.amount_total;
  const payment_intent = { ...session.payment_intent, status: "succeeded" as const, amount_received: amount };
  return {
    ...session,
    ...{ status: "complete", payment_status: "paid", url: null, pays_at: null, payment_intent },
  };
}

/** What Stripe shows of a session: no word of when a late payment arrives, and no payment before there is one. */
function shown({ pays_at: _, name: __, payment_intent: payment, ...session }: Kept) {
  return { ...session, payment };
}

/** Makes a session; with a key that was used before it is the one that was made then, or refused for another order. */
async function create(db: Db, request: Request): Promise<Response> {
  const body = new TextDecoder().decode(await request.arrayBuffer());
  const key = request.headers.get("Idempotency-Key");
  const earlier = key && (await answeredBefore(db, key, body));
  if (earlier) return earlier;
  const fields = SessionFields.safeParse(nested(new URLSearchParams(body)));
  if (!fields.success) return refused(fields.error.issues[0]);
  const session = sessionOf(fields.data);
  const noted = key ? [remember(db, "key", `key:${key}`, { asked: body, session: session.id })] : [];
  try {
    await db.atomically([remember(db, "session", session.id, session), ...noted]);
  } catch (error) {
    if (!key || !refusedBy(error)) throw error;
    return (await answeredBefore(db, key, body)) ?? refusal(409, { message: "Another call has this key." });
  }
  const { payment: _, ...made } = shown(session);
  return Response.json({ ...made, payment_intent: null });
}

async function answeredBefore(db: Db, key: string, body: string): Promise<Response | null> {
  const earlier = await recall(db, "key", `key:${key}`);
  if (!earlier) return null;
  if (earlier.asked !== body)
    return refusal(400, {
      type: "idempotency_error",
      message: "Keys for idempotent requests can only be used with the same parameters.",
    });
  const session = await sessionNow(db, earlier.session);
  if (!session) return null;
  const { payment: _, ...made } = shown(session);
  return Response.json({ ...made, payment_intent: null });
}

type Issue = { code?: string | undefined; message: string; path: PropertyKey[]; keys?: string[] };

function refused(issue: Issue | undefined): Response {
  const [first, ...rest] = [...(issue?.path ?? []), ...(issue?.keys?.slice(0, 1) ?? [])].map(String);
  const param = [first ?? "", ...rest.map((part) => `[${part}]`)].join("");
  const isUnknown = issue?.code === "unrecognized_keys";
  const code = isUnknown ? "parameter_unknown" : (issue?.message ?? "").match(/^[a-z_]+$/)?.[0];
  const message = isUnknown ? `Received unknown parameter: ${param}` : `Invalid ${param}`;
  return refusal(400, { code: code ?? "parameter_invalid", param, message });
}

function sessionOf(fields: typeof SessionFields._output): Kept {
  const [{ quantity, price_data }] = fields.line_items;
  const subtotal = quantity * price_data.unit_amount;
  const tax = fields.automatic_tax?.enabled || fields.managed_payments?.enabled ? TAX_PERCENT : 0;
  const amount_tax = Math.round((subtotal * tax) / 100);
  const [id, amount] = [`cs_test_${randomBytes(16).toString("hex")}`, subtotal + amount_tax];
  return {
    ...{ id, object: "checkout.session", url: new URL(`/play-money/${id}`, fields.success_url).href },
    ...{ status: "open", payment_status: "unpaid", amount_subtotal: subtotal, amount_total: amount },
    ...{ total_details: { amount_tax }, currency: price_data.currency, livemode: false },
    client_reference_id: fields.client_reference_id ?? null,
    metadata: fields.metadata ?? {},
    payment_intent: {
      ...{ id: `pi_${randomBytes(12).toString("hex")}`, object: "payment_intent" },
      ...{ status: "requires_payment_method", amount, amount_received: 0, currency: price_data.currency },
      metadata: fields.payment_intent_data?.metadata ?? {},
    },
    ...{ expires_at: Date.now() + DAY, pays_at: null },
    ...{ success_url: fields.success_url, cancel_url: fields.cancel_url ?? null },
    ...{ locale: fields.locale ?? "auto", name: price_data.product_data.name },
  };
}
