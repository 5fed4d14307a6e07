import type { AppLoadContext } from "@remix-run/cloudflare";
import { workerOf } from "./load-context";
import { Db } from "./platform/db.server";
import { type Later, laterIn, never } from "./platform/later.server";
import { readSettings, type Settings } from "./platform/settings.server";
import { Timings } from "./platform/timings.server";
import { Unavailable } from "./platform/unavailable.server";
import { type Replicate, replicateFor } from "./replicate/client.server";
import { type Stripe, stripeFor } from "./stripe/client.server";

/** All that the business needs of the world, for the length of one request. */
export type Services = {
  settings: Settings;
  db: Db;
  pictures: R2Bucket;
  replicate: Replicate;
  /** What credits are sold by; null where none are. */
  stripe: Stripe | null;
  timings: Timings;
  later: Later;
};

const servicesByContext = new WeakMap<AppLoadContext, Services>();
const timingsByContext = new WeakMap<AppLoadContext, Timings>();

/** The same services for every loader and action of a request. @throws what `readSettings` throws. */
export function services(context: AppLoadContext): Services {
  const known = servicesByContext.get(context);
  if (known) return known;
  const { env, ctx } = workerOf(context);
  const made = makeServices(env, { timings: timingsOf(context), later: laterIn(ctx) });
  servicesByContext.set(context, made);
  return made;
}

export function makeServices(env: unknown, { timings = new Timings(), later = never } = {}): Services {
  const settings = readSettings(env);
  const db = new Db(settings.DB, timings);
  return {
    settings,
    db,
    pictures: settings.PICTURES,
    replicate: replicateFor(settings, timings),
    stripe: stripeFor(settings, db, timings),
    timings,
    later,
  };
}

/** The settings; null where they cannot be read, so that a page can say so. */
export function readableSettings(context: AppLoadContext): Settings | null {
  try {
    return services(context).settings;
  } catch (error) {
    if (error instanceof Unavailable) return null;
    throw error;
  }
}

export function timingsOf(context: AppLoadContext): Timings {
  const known = timingsByContext.get(context) ?? new Timings();
  timingsByContext.set(context, known);
  return known;
}
