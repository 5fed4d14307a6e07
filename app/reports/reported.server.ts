import { servePicture } from "~/pictures/serve.server";
import { type Cursor, encodeCursor, olderThan } from "~/platform/cursor.server";
import { livingOrDeleted } from "~/platform/living.server";
import type { Services } from "~/services.server";

const REPORTS_A_PAGE = 25;

/** What waits for an operator's answer, the newest first, with whose picture it is and what it was made of. */
export async function unansweredReports({ db }: Services, cursor: Cursor | null) {
  const rows = await db
    .selectFrom("reports")
    .innerJoin("generation_history", "generation_history.id", "reports.generation_id")
    .innerJoin("users", "users.id", "generation_history.user_id")
    .leftJoin("images", "images.id", "generation_history.image_id")
    .select(["reports.id", "reports.reason", "reports.said", "reports.email", "reports.created_at"])
    .select(["generation_history.id as generation_id", "generation_history.prompt", "deleted_at"])
    .select(["users.id as user_id", "users.email as owner", "images.width", "images.height"])
    .where("reports.answered", "is", null)
    .$if(cursor !== null, (query) => query.where(olderThan("reports", cursor as Cursor)))
    .orderBy("reports.created_at", "desc")
    .orderBy("reports.id", "desc")
    .limit(REPORTS_A_PAGE + 1)
    .execute();
  const reports = rows.slice(0, REPORTS_A_PAGE);
  const last = reports.at(-1);
  return { reports, older: rows.length > REPORTS_A_PAGE && last ? encodeCursor(last) : null };
}

export type UnansweredReport = Awaited<ReturnType<typeof unansweredReports>>["reports"][number];

/** The picture that a report is about, to an operator; without a report nobody but its owner sees one. */
export async function openReported(using: Services, reportId: string, request: Request) {
  const image = await livingOrDeleted(using.db)
    .innerJoin("reports", "reports.generation_id", "generation_history.id")
    .innerJoin("images", "images.id", "generation_history.image_id")
    .select(["images.id", "images.content_type", "generation_history.prompt", "generation_history.input_id"])
    .where("reports.id", "=", reportId)
    .executeTakeFirst();
  return image ? servePicture(using, image, request, { kept: "private, no-store" }) : null;
}
