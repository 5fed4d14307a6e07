import { sql } from "kysely";
import * as z from "zod";
import { LONGEST_REASON } from "~/accounts/role/limits";
import type { User } from "~/accounts/user";
import { parse, says } from "~/http/forms.server";
import { answersTo, toOwnerOf } from "~/mail/outbox/of-reports.server";
import { timestamp } from "~/platform/clock.server";
import type { Db, Query } from "~/platform/db.server";
import { livingOrDeleted } from "~/platform/living.server";
import { lengthOf, trimmed } from "~/platform/text/text.server";
import { indexedAgain } from "~/search/index.server";
import type { Services } from "~/services.server";
import { type Acted, perform } from "./acts.server";

const Answer = z.object({
  act: z.enum(["take_down", "answer_report"]),
  id: z.uuid(),
  report: z.uuid(),
  answer: z
    .string()
    .transform(trimmed)
    .refine((text) => lengthOf(text) <= LONGEST_REASON, says("reason_too_long")),
});

export type Answer = z.output<typeof Answer>;

export const readAnswer = (form: FormData) => parse(Answer, form);

/**
 * Answers a report: the picture is taken down, and no link shows it any more, or it is left. Other reports of a picture that
 * is taken down are answered with it. Whoever reported and left an address is told by mail, once, and the address is
 * forgotten; so is the owner of a picture that is taken down, who reads it on its page as well.
 */
export async function answerReport(
  using: Services,
  operator: User,
  { act, id, report, answer }: Answer,
): Promise<Acted | "nobody"> {
  const { db } = using;
  const found = await reportedPicture(using, report);
  if (!found) return "nobody";
  const isTaken = act === "take_down";
  const now = timestamp();
  // Of two operators at the same report the second one finds it answered.
  const which = isTaken ? sql`reports.generation_id = ${found.id}` : sql`reports.id = ${report}`;
  const isAsked = sql<boolean>`${which} AND reports.answered IS NULL`;
  const answered = { answered: isTaken ? ("taken_down" as const) : ("left" as const), answer, email: "" };
  return perform(using, operator, { id, act, userId: found.userId, generationId: found.id, reason: answer }, [
    answersTo(db, operator.id, isAsked),
    db
      .updateTable("reports")
      .set({ ...answered, answered_at: now })
      .where(isAsked),
    ...(isTaken ? takeDown(db, found, { report, answer, now }) : []),
  ]);
}

type Reported = NonNullable<Awaited<ReturnType<typeof reportedPicture>>>;

function takeDown(
  db: Db,
  found: Reported,
  { report, answer, now }: Record<"report" | "answer" | "now", string>,
): Query[] {
  return [
    toOwnerOf(db, found.id, report),
    db
      .insertInto("takedowns")
      .values({ generation_id: found.id, said: answer, taken_at: now })
      .onConflict((conflict) => conflict.doNothing()),
    db.deleteFrom("shares").where("generation_id", "=", found.id),
    ...(found.deleted_at === null ? indexedAgain(db, found) : []),
  ];
}

async function reportedPicture({ db }: Services, reportId: string) {
  return livingOrDeleted(db)
    .innerJoin("reports", "reports.generation_id", "generation_history.id")
    .select(["generation_history.id", "generation_history.user_id as userId"])
    .select(["generation_history.prompt", "deleted_at"])
    .where("reports.id", "=", reportId)
    .executeTakeFirst();
}
