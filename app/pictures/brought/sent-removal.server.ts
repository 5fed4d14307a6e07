import { DAY, MINUTE, timestamp } from "~/platform/clock.server";
import { anyOf } from "~/platform/ids.server";
import type { Services } from "~/services.server";
import { LONGEST_REMOVAL_PAUSE_MINUTES } from "../limits";
import { filesSentFor, type SentFile } from "./sent.server";

/** How many files a sweep removes; each takes one call. */
const FILES_A_RUN = 40;
/** How many removals go on at once: Workers hold six connections open; more would only wait. */
const AT_ONCE = 6;
/** Replicate has deleted by then whatever it was sent, and what is noted of it serves nobody. */
const EXPIRED_AFTER = DAY;

/** Removes at Replicate what was sent for a generation that is settled. What fails here is left to the sweep. */
export async function removeSentFiles(using: Services, generationId: string): Promise<void> {
  await remove(using, await filesSentFor(using, generationId));
}

/** Removes at Replicate what was left there for generations that are settled or deleted, and says how many files. */
export async function sweepSentFiles(using: Services): Promise<number> {
  const { db } = using;
  await db.deleteFrom("sent_files").where("created_at", "<", timestamp(-EXPIRED_AFTER)).execute();
  const due = await db
    .selectFrom("sent_files")
    .leftJoin("generation_history", "generation_history.id", "sent_files.generation_id")
    .selectAll("sent_files")
    .where((row) => row.or([row("remove_after", "is", null), row("remove_after", "<=", timestamp())]))
    .where((row) =>
      row.or([
        row("generation_history.id", "is", null),
        row("generation_history.completed_at", "is not", null),
      ]),
    )
    .orderBy("sent_files.created_at")
    .limit(FILES_A_RUN)
    .execute();
  return remove(using, due);
}

/** Removes files, and says how many are gone. One that cannot be removed now waits longer each time. */
async function remove({ db, replicate }: Services, files: SentFile[]): Promise<number> {
  const [waiting, gone, left] = [[...files], [] as string[], [] as SentFile[]];
  const work = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      const removal = await replicate.removeFile(file.file_id);
      if (removal.kind === "gone") gone.push(file.file_id);
      else left.push(file);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (files.length === 0) return 0;
  await db.atomically(
    [
      db.deleteFrom("sent_files").where("file_id", "in", anyOf(gone)),
      ...left.map(({ file_id, removals }) =>
        db
          .updateTable("sent_files")
          .set({ removals: removals + 1, remove_after: timestamp(pauseAfter(removals)) })
          .where("file_id", "=", file_id),
      ),
    ],
    { mayArriveTwice: true },
  );
  return gone.length;
}

function pauseAfter(removals: number): number {
  return Math.min(2 ** removals, LONGEST_REMOVAL_PAUSE_MINUTES) * MINUTE;
}
