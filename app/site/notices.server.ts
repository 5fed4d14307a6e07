import { type RawBuilder, type Selectable, sql } from "kysely";
import { SECOND, timestamp } from "~/platform/clock.server";
import type { Db, Query } from "~/platform/db.server";
import type { SiteNotices as SiteNoticesRow } from "~/platform/schema";
import type { Language } from "~/platform/text/languages";
import { Unavailable } from "~/platform/unavailable.server";
import type { Services } from "~/services.server";
import { LINE_REMEMBERED_SECONDS } from "./limits";

type Texts = Record<Language, string>;

/** What the operator says on all pages, and whether orders are taken. An empty text says nothing. */
export type SiteNotices = { line: Texts; isClosed: boolean; closed: Texts };

export const NO_NOTICES: SiteNotices = {
  line: { en: "", "zh-Hans": "" },
  isClosed: false,
  closed: { en: "", "zh-Hans": "" },
};

/** SQL for what the operator says, as JSON, or NULL for nothing ever: it comes along with the session, in its round trip. */
export const noticesColumn: RawBuilder<string | null> = sql<string | null>`(
  SELECT json_object('line_en', line_en, 'line_zh', line_zh, 'orders_closed', orders_closed, 'closed_en', closed_en, 'closed_zh', closed_zh)
  FROM site_notices WHERE id = 1
)`;

/** Reads what `noticesColumn` gave. */
function noticesIn(column: string | null): SiteNotices {
  if (column === null) return NO_NOTICES;
  const { line_en, line_zh, orders_closed, closed_en, closed_zh } = JSON.parse(column);
  return {
    line: { en: line_en, "zh-Hans": line_zh },
    isClosed: orders_closed === 1,
    closed: { en: closed_en, "zh-Hans": closed_zh },
  };
}

/** The same as it came with somebody's session: for a few seconds nobody else in this isolate need ask. */
export function noticesOfSession(column: string | null): SiteNotices {
  const notices = noticesIn(column);
  remembered = { notices, at: Date.now() };
  return notices;
}

let remembered: { notices: SiteNotices; at: number } | null = null;

/**
 * The same for who is not signed in: no session is read for them, and an isolate asks once in a few seconds. A database that
 * does not answer keeps nobody from a page that needs none.
 */
export async function noticesForStrangers(using: Services): Promise<SiteNotices> {
  if (remembered && Date.now() - remembered.at < LINE_REMEMBERED_SECONDS * SECOND) return remembered.notices;
  try {
    remembered = { notices: await readNotices(using), at: Date.now() };
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
  }
  return remembered?.notices ?? NO_NOTICES;
}

export async function readNotices({ db }: Services): Promise<SiteNotices> {
  const row = await db.selectNoFrom(noticesColumn.as("notices")).executeTakeFirst();
  return noticesIn(row?.notices ?? null);
}

/** The query that changes what the operator says on all pages; it joins an act's batch. */
export function writeLine({ db }: Services, line: Texts): Query {
  return write(db, { line_en: line.en, line_zh: line["zh-Hans"] });
}

/** The query that changes whether orders are taken, and what is said of it; it joins an act's batch. */
export function writeOrders({ db }: Services, { isClosed, closed }: Omit<SiteNotices, "line">): Query {
  const orders_closed: 0 | 1 = isClosed ? 1 : 0;
  return write(db, { orders_closed, closed_en: closed.en, closed_zh: closed["zh-Hans"] });
}

/** Leaves all else as it is by then: another operator may change that at the same moment. */
function write(db: Db, change: Partial<Omit<Selectable<SiteNoticesRow>, "id">>): Query {
  remembered = null;
  const nothing = { line_en: "", line_zh: "", orders_closed: 0 as const, closed_en: "", closed_zh: "" };
  const changed = { ...change, updated_at: timestamp() };
  return db
    .insertInto("site_notices")
    .values({ id: 1, ...nothing, ...changed })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(changed));
}
