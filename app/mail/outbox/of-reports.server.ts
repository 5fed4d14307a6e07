import { type RawBuilder, sql } from "kysely";
import { timestamp } from "~/platform/clock.server";
import type { Db, Query } from "~/platform/db.server";
import { livingOrDeleted } from "~/platform/living.server";
import { DEFAULT_LANGUAGE } from "~/platform/text/languages";
import type { MailKind } from "./mails.server";

const COLUMNS = ["id", "kind", "user_id", "email", "language", "report_id", "due_at", "created_at"] as const;

/**
 * The query that tells those who reported a picture, and left an address, what was answered. Reporters need not be anybody
 * here: the mails are those of `operatorId`. `which` is a condition of SQL on `reports`. It stands before what forgets the addresses.
 */
export function answersTo(db: Db, operatorId: string, which: RawBuilder<boolean>): Query {
  const select = db
    .selectFrom("reports")
    .select([newId().as("id"), kind("report_answered"), sql.val(operatorId).as("user_id")])
    .select(["reports.email", "reports.language", "reports.id as report_id"])
    .select(datesOfNow())
    .where("reports.email", "<>", "")
    .where(which);
  return db.insertInto("mails").columns(COLUMNS).expression(select);
}

/** The query that tells the owner of a picture that it is taken down, unless they were told. It stands before the takedown. */
export function toOwnerOf(db: Db, generationId: string, reportId: string): Query {
  const select = livingOrDeleted(db)
    .innerJoin("users", "users.id", "generation_history.user_id")
    .leftJoin("takedowns", "takedowns.generation_id", "generation_history.id")
    .select([newId().as("id"), kind("taken_down"), "users.id as user_id", "users.email"])
    .select([sql.val<string>(DEFAULT_LANGUAGE).as("language"), sql.val(reportId).as("report_id")])
    .select(datesOfNow())
    .where("generation_history.id", "=", generationId)
    .where("takedowns.generation_id", "is", null);
  return db.insertInto("mails").columns(COLUMNS).expression(select);
}

/** The database names what it finds itself. */
const newId = () => sql<string>`lower(hex(randomblob(16)))`;

const kind = (of: MailKind) => sql.val<string>(of).as("kind");

function datesOfNow() {
  const now = timestamp();
  return [sql.val(now).as("due_at"), sql.val(now).as("created_at")];
}
