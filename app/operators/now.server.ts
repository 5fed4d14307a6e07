import { type InferResult, sql } from "kysely";
import { AMONG_OPEN } from "~/generations/generation.server";
import { standsInLine } from "~/generations/line/line.server";
import { fullnessOf } from "~/operations/fullness.server";
import { AUDIT_LATE_AFTER_MINUTES, SWEEP_LATE_AFTER_MINUTES } from "~/operations/limits";
import { DAY, MINUTE, timestamp } from "~/platform/clock.server";
import { livingOrDeleted } from "~/platform/living.server";
import type { Services } from "~/services.server";
import { COUNTED_AT_MOST, DAYS_SHOWN, LISTED, STUCK_AFTER_MINUTES } from "./limits";

/** How the site is doing at this moment. Whatever is counted is counted up to a bound, so that the page stays cheap on a bad day. */
export async function nowPage(using: Services) {
  const { db } = using;
  const [[counts], stuck, runs, failures, unsent, givenUp, days] = await db.readTogether([
    countsQuery(using),
    stuckQuery(using),
    runsQuery(using),
    failuresQuery(using),
    unsentQuery(using),
    givenUpQuery(using),
    daysQuery(using),
  ]);
  return {
    ...{ open: counts?.open ?? 0, inLine: counts?.in_line ?? 0 },
    stuck: stuck.map((one) => ({ ...one, why: whyStuck(one) })),
    runs: {
      sweep: runOf(runs, "last_sweep", SWEEP_LATE_AFTER_MINUTES),
      audit: runOf(runs, "last_audit", AUDIT_LATE_AFTER_MINUTES),
    },
    ...{ failures, unsent, givenUp, days: everyDay(days), fullness: fullnessOf(db) },
  };
}

export type NowPage = Awaited<ReturnType<typeof nowPage>>;
export type DayRow = NowPage["days"][number];

function countsQuery({ db }: Services) {
  const upTo = sql`LIMIT ${COUNTED_AT_MOST}`;
  return db.selectNoFrom([
    sql<number>`(SELECT count(*) FROM (SELECT 1 FROM generation_history WHERE ${AMONG_OPEN} ${upTo}))`.as(
      "open",
    ),
    sql<number>`(SELECT count(*) FROM (SELECT 1 FROM generation_history WHERE ${standsInLine} ${upTo}))`.as(
      "in_line",
    ),
  ]);
}

/** Orders that are open for longer than any model takes, the oldest first. */
function stuckQuery({ db }: Services) {
  return livingOrDeleted(db)
    .innerJoin("users", "users.id", "generation_history.user_id")
    .select(["generation_history.id", "user_id", "email", "model", "status", "attempts", "next_attempt_at"])
    .select(["lease_until", "prediction_id", "cancel_requested_at", "generation_history.created_at"])
    .where(AMONG_OPEN)
    .where("generation_history.created_at", "<", timestamp(-STUCK_AFTER_MINUTES * MINUTE))
    .orderBy("generation_history.created_at")
    .limit(LISTED);
}

type Stuck = InferResult<ReturnType<typeof stuckQuery>>[number];

/** What an open order waits for, as far as its row tells. */
function whyStuck(row: Stuck): WhyStuck {
  if (row.lease_until !== null && row.lease_until > timestamp()) return "held";
  if (row.cancel_requested_at !== null) return "to_be_stopped";
  if (row.prediction_id !== null) return "at_replicate";
  return row.next_attempt_at === null ? "not_answered" : "in_line";
}

type WhyStuck = "held" | "to_be_stopped" | "at_replicate" | "not_answered" | "in_line";

function runsQuery({ db }: Services) {
  return db
    .selectFrom("sweep_positions")
    .select(["name", "position", "updated_at"])
    .where("name", "in", ["last_sweep", "last_audit"]);
}

type Run = InferResult<ReturnType<typeof runsQuery>>[number];

/** When a run was last through, how many things in it went wrong, and whether the next one is overdue. */
function runOf(runs: Run[], name: string, lateAfterMinutes: number) {
  const run = runs.find((one) => one.name === name);
  const isLate = !run || run.updated_at < timestamp(-lateAfterMinutes * MINUTE);
  return { at: run?.updated_at ?? null, wrong: Number(run?.position ?? 0), isLate };
}

function failuresQuery({ db }: Services) {
  return db
    .selectFrom((query) =>
      query
        .selectFrom("generation_history")
        .select(["error_code", "deleted_at"])
        .where("status", "=", sql.lit("failed"))
        .where("completed_at", ">", timestamp(-DAY))
        .limit(COUNTED_AT_MOST)
        .as("failed"),
    )
    .select(({ fn }) => ["error_code", fn.countAll<number>().as("count")])
    .groupBy("error_code")
    .orderBy("count", "desc");
}

/** Mails that could not be sent yet. Where none can leave, all of them wait for somebody who reads the outbox. */
function unsentQuery({ db }: Services) {
  return db
    .selectFrom("mails")
    .select(["id", "kind", "attempts", "due_at", "created_at"])
    .where("sent_at", "is", null)
    .where("attempts", ">", 0)
    .orderBy("due_at")
    .limit(LISTED);
}

function givenUpQuery({ db }: Services) {
  return db
    .selectFrom("mails_given_up")
    .select(["id", "kind", "reason", "given_up_at"])
    .orderBy("given_up_at", "desc")
    .limit(LISTED);
}

function daysQuery({ db }: Services) {
  return db.selectFrom("days").selectAll().where("day", ">", dayBefore(DAYS_SHOWN)).orderBy("day", "desc");
}

type Day = InferResult<ReturnType<typeof daysQuery>>[number];

const NOTHING = { orders: 0, failures: 0, cost_micro_usd: 0, income_micro_usd: 0, joins: 0 };

/** A row for each of the last days, the newest first; one without a row had nothing. */
function everyDay(days: Day[]): Day[] {
  return Array.from({ length: DAYS_SHOWN }, (_, before) => {
    const day = dayBefore(before);
    return days.find((one) => one.day === day) ?? { day, ...NOTHING };
  });
}

function dayBefore(days: number): string {
  return timestamp(-days * DAY).slice(0, 10);
}
