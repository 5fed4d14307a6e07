import type { Db } from "~/platform/db.server";
import { log } from "~/platform/log.server";
import { shopOf } from "~/platform/settings/stripe-settings.server";
import type { Settings } from "~/platform/settings.server";
import type { Timings } from "~/platform/timings.server";
import {
  type About,
  aboutOf,
  EVENTS_OF_MONEY,
  type EventsAbout,
  type Reversal,
  readDispute,
  readEvents,
  readRefund,
  readSession,
  type Session,
} from "./answers.server";
import { demoSecret } from "./demo/secret.server";
import { answerAsStripe } from "./demo/stand-in.server";
import { type SessionOrder, sessionParameters } from "./session-parameters.server";

/** What a call may take before it counts as lost. */
const TIMEOUT_MS = 10_000;

type Failure =
  /** The same request would be refused again. `status` is Stripe's. */
  | { kind: "refused"; status: number }
  /** Lost on the way, or not understood: it may have been done or not. */
  | { kind: "unknown" };

export type Answer<Value> = { kind: "ok"; value: Value } | Failure;

export type Stripe = {
  isDemo: boolean;
  /** Whether money is real. */
  isLive: boolean;
  /** Whether Stripe is the seller. */
  isManaged: boolean;
  /** Makes the page on which an order is paid, or finds the one that was made for it before. */
  open(order: SessionOrder): Promise<Answer<Session>>;
  session(id: string): Promise<Answer<Session>>;
  refund(id: string): Promise<Answer<Reversal>>;
  dispute(id: string): Promise<Answer<Reversal>>;
  /** A page of what happened to money in a stretch of time, the newest first. Stripe remembers events for 30 days. */
  events(stretch: Stretch): Promise<Answer<EventsAbout>>;
  /** What a signed event is about, null for what is not ours to know; "forged" without a signature that holds. */
  heard(body: string, signature: string | null): Promise<About | null | "forged">;
  /** Whether events are heard at all. */
  hears: boolean;
};

/** From and to in seconds since 1970, `to` not among it; `after` is the event after which the page begins. */
export type Stretch = { from: number; to: number; after: string | null };

/** How many events a page has. */
const EVENTS_A_PAGE = 20;

export type SendToStripe = (request: Request) => Promise<Response>;

/** The only module that knows Stripe's client. Without a key the same client talks to the stand-in; null: nothing is sold. */
export function stripeFor(
  settings: Settings,
  db: Db,
  timings: Timings,
  send: SendToStripe = settings.STRIPE_SECRET_KEY ? (request) => fetch(request) : answeringFor(db),
): Stripe | null {
  const shop = shopOf(settings);
  if (!shop) return null;
  const isDemo = shop === "demo";
  const key = settings.STRIPE_SECRET_KEY ?? "sk_test_demo";
  const secret = isDemo ? demoSecret(settings) : settings.STRIPE_WEBHOOK_SECRET;
  const isManaged = settings.STRIPE_MANAGED_PAYMENTS === "on";

  /** Calls the client, which is loaded where it is needed: other requests do not pay for it. */
  async function call<Value>(
    read: (json: unknown) => Value | null,
    run: (client: Client) => Promise<unknown>,
  ): Promise<Answer<Value>> {
    const { Stripe } = await import("stripe");
    const client = new Stripe(key, {
      ...addressOfApi(isDemo ? "https://api.stripe.com" : settings.STRIPE_API_BASE_URL),
      httpClient: Stripe.createFetchHttpClient(async (input, init) => send(new Request(input, init))),
      // Whoever asked asks again: a page that reloads, a webhook that comes again, the sweep.
      maxNetworkRetries: 0,
      timeout: TIMEOUT_MS,
      telemetry: false,
    });
    try {
      const value = read(await timings.measure("provider", () => run(client)));
      return value === null ? { kind: "unknown" } : { kind: "ok", value };
    } catch (error) {
      const status = error instanceof Stripe.errors.StripeError ? error.statusCode : undefined;
      const isRefusal = status !== undefined && status >= 400 && status < 500 && !PASSING.includes(status);
      if (!isRefusal) return { kind: "unknown" };
      log.error({ event: "stripe_refused", status });
      return { kind: "refused", status };
    }
  }

  const payment = { expand: ["payment_intent"] };
  return {
    isDemo,
    isLive: /^.._live_/.test(key),
    isManaged,
    hears: Boolean(secret),
    open: (order) =>
      call(readSession, (client) =>
        client.checkout.sessions.create(sessionParameters(order), { idempotencyKey: order.id }),
      ),
    session: (id) => call(readSession, (client) => client.checkout.sessions.retrieve(id, payment)),
    refund: (id) => call(readRefund, (client) => client.refunds.retrieve(id, payment)),
    dispute: (id) => call(readDispute, (client) => client.disputes.retrieve(id, payment)),
    events: ({ from, to, after }) =>
      call(readEvents, (client) =>
        client.events.list({
          types: EVENTS_OF_MONEY,
          created: { gte: from, lt: to },
          limit: EVENTS_A_PAGE,
          ...(after && { starting_after: after }),
        }),
      ),
    async heard(body, signature) {
      if (!secret || !signature) return "forged";
      const { Stripe } = await import("stripe");
      try {
        const crypto = Stripe.createSubtleCryptoProvider();
        return aboutOf(await Stripe.webhooks.constructEventAsync(body, signature, secret, undefined, crypto));
      } catch (error) {
        if (error instanceof Stripe.errors.StripeSignatureVerificationError) return "forged";
        throw error;
      }
    },
  };
}

type Client = InstanceType<typeof import("stripe")["Stripe"]>;

/** Refusals that say nothing about the request: too slow, at the same time as another, too many. */
const PASSING = [408, 409, 429];

const answeringFor =
  (db: Db): SendToStripe =>
  (request) =>
    answerAsStripe(db, request);

/** The client wants an origin in three parts. */
function addressOfApi(origin: string) {
  const { protocol, hostname, port } = new URL(origin);
  const scheme = protocol === "http:" ? ("http" as const) : ("https" as const);
  return { host: hostname, protocol: scheme, port: port || (scheme === "http" ? "80" : "443") };
}
