import * as z from "zod";
import { LONGEST_REASON } from "~/accounts/role/limits";
import type { User } from "~/accounts/user";
import { parse, says } from "~/http/forms.server";
import { mailTo } from "~/mail/outbox/mails.server";
import { timestamp } from "~/platform/clock.server";
import { livingOrDeleted } from "~/platform/living.server";
import { DEFAULT_LANGUAGE, isLanguage } from "~/platform/text/languages";
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
 * Answers a report: the picture is taken down, and no link shows it any more, or it is left. The owner of one that is taken
 * down is told by mail and on its page; whoever reported and left an address is told by mail. Other reports of a picture
 * that is taken down are answered with it.
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
  const answered = {
    answered: isTaken ? ("taken_down" as const) : ("left" as const),
    answer,
    answered_at: now,
  };
  const toReporter = {
    ...{ kind: "report_answered" as const, userId: operator.id, email: found.email, reportId: report },
    language: isLanguage(found.language) ? found.language : DEFAULT_LANGUAGE,
  };
  const toOwner = {
    ...{ kind: "taken_down" as const, userId: found.userId, email: found.owner, reportId: report },
    language: DEFAULT_LANGUAGE,
  };
  return perform(using, operator, { id, act, userId: found.userId, generationId: found.id, reason: answer }, [
    db
      .updateTable("reports")
      .set(answered)
      .where(isTaken ? "generation_id" : "id", "=", isTaken ? found.id : report)
      .where("answered", "is", null),
    ...(isTaken
      ? [
          db
            .insertInto("takedowns")
            .values({ generation_id: found.id, said: answer, taken_at: now })
            .onConflict((conflict) => conflict.doNothing()),
          db.deleteFrom("shares").where("generation_id", "=", found.id),
          ...(found.deleted_at === null ? indexedAgain(db, found) : []),
          mailTo(db, toOwner),
        ]
      : []),
    ...(found.email ? [mailTo(db, toReporter)] : []),
  ]);
}

async function reportedPicture({ db }: Services, reportId: string) {
  return livingOrDeleted(db)
    .innerJoin("reports", "reports.generation_id", "generation_history.id")
    .innerJoin("users", "users.id", "generation_history.user_id")
    .select([
      "generation_history.id",
      "generation_history.user_id as userId",
      "generation_history.prompt",
      "deleted_at",
    ])
    .select(["users.email as owner", "reports.email", "reports.language"])
    .where("reports.id", "=", reportId)
    .executeTakeFirst();
}
