import { sql } from "kysely";
import * as z from "zod";
import { DAY, SECOND } from "~/platform/clock.server";
import type { Db } from "~/platform/db.server";
import { list, nested } from "./fields.server";

/** How long Stripe lists events. */
const LISTED_FOR_DAYS = 30;

const Seconds = z
  .string()
  .regex(/^\d{1,11}$/)
  .transform(Number);

/** What the list of events takes; whatever else it is asked, it refuses as Stripe does. */
const ListFields = z
  .strictObject({
    type: z.string().optional(),
    types: list(z.string().min(1)).pipe(z.array(z.string()).max(20)).optional(),
    created: z
      .strictObject({
        gt: Seconds.optional(),
        gte: Seconds.optional(),
        lt: Seconds.optional(),
        lte: Seconds.optional(),
      })
      .optional(),
    limit: z
      .string()
      .regex(/^\d{1,3}$/)
      .transform(Number)
      .refine((count) => count >= 1 && count <= 100)
      .default(10),
    starting_after: z.string().optional(),
  })
  .refine(({ type, types }) => !(type && types), { error: "parameter_conflict", path: ["types"] });

type Issues = z.ZodError["issues"];
type Listed =
  | { kind: "page"; page: object }
  | { kind: "refused"; issues: Issues }
  | { kind: "no_such_event"; id: string };

/** A page of the events that happened, the newest first, each once however often it is sent. */
export async function listEvents(db: Db, search: URLSearchParams): Promise<Listed> {
  const fields = ListFields.safeParse(nested(search));
  if (!fields.success) return { kind: "refused", issues: fields.error.issues };
  const { type, types = type ? [type] : null, created = {}, limit, starting_after: after } = fields.data;
  const now = Date.now() / SECOND;
  const at = sql<number>`json_extract(body, '$.created')`;
  const all = db
    .selectFrom("demo_stripe")
    .select(["body", at.as("at"), sql<number>`rowid`.as("place")])
    .where("kind", "=", "event")
    .where("id", "like", "%:0")
    .where(at, ">", now - (LISTED_FOR_DAYS * DAY) / SECOND)
    .where(at, "<=", now);
  const last = after ? await all.where("id", "=", `${after}:0`).executeTakeFirst() : null;
  if (last === undefined) return { kind: "no_such_event", id: after ?? "" };
  const rows = await all
    .$if(types !== null, (query) => query.where(sql`json_extract(body, '$.type')`, "in", types))
    .where(at, ">", created.gt ?? -1)
    .where(at, ">=", created.gte ?? 0)
    .where(at, "<", created.lt ?? Number.MAX_SAFE_INTEGER)
    .where(at, "<=", created.lte ?? Number.MAX_SAFE_INTEGER)
    .$if(last !== null, (query) => query.where(sql<boolean>`(${at}, rowid) < (${last?.at}, ${last?.place})`))
    .orderBy(at, "desc")
    .orderBy(sql`rowid`, "desc")
    .limit(limit + 1)
    .execute();
  const data = rows.slice(0, limit).map(({ body }) => JSON.parse(body));
  return { kind: "page", page: { object: "list", url: "/v1/events", has_more: rows.length > limit, data } };
}
