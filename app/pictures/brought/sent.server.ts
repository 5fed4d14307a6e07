import type { Selectable } from "kysely";
import { timestamp } from "~/platform/clock.server";
import { refusedBy } from "~/platform/db.server";
import type { SentFiles } from "~/platform/schema";
import { Unavailable } from "~/platform/unavailable.server";
import type { Upload } from "~/replicate/files.server";
import type { Failure } from "~/replicate/request.server";
import type { Services } from "~/services.server";
import { pictureForModel } from "./input.server";
import type { Upright } from "./upright.server";

/** A picture that lies at Replicate for a generation. */
export type SentFile = Selectable<SentFiles>;

/** The pictures of one generation, by their ids here and in the order in which the model is given them. */
export type ToSend = {
  generationId: string;
  inputIds: string[];
  /** Whether the generation was made just now, so that none of them can have been sent. */
  isNew?: boolean;
};

export type Sent =
  /** The addresses of all pictures, in their order. */
  | { kind: "sent"; urls: string[] }
  /** One of the pictures is not in the store any more, or none. */
  | { kind: "gone" }
  /** One of them did not reach Replicate. */
  | Failure;

/**
 * Gives Replicate the pictures of a generation by its files API, and notes their addresses before anybody is asked to use
 * them. Those that were sent for an earlier attempt are used again; those of another generation never are.
 * @throws Unavailable when the database is silent.
 */
export async function sentPictures(using: Services, toSend: ToSend): Promise<Sent> {
  const { generationId, inputIds, isNew = false } = toSend;
  if (inputIds.length === 0) return { kind: "sent", urls: [] };
  const known = isNew ? [] : await filesSentFor(using, generationId);
  const { sent, failure } = await sendAll(using, toSend, known);
  // What was sent before one failed is noted, too: nobody removes what is not noted.
  if (sent.length > 0 && !(await note(using, generationId, sent))) return takenBack(using, sent);
  if (failure) return failure;
  const files = [...known, ...sent].sort((one, other) => one.place - other.place);
  return { kind: "sent", urls: files.map(({ url }) => url) };
}

/** The files that were sent for a generation and are not removed yet, in their order. */
export function filesSentFor({ db }: Services, generationId: string): Promise<SentFile[]> {
  return db
    .selectFrom("sent_files")
    .selectAll()
    .where("generation_id", "=", generationId)
    .orderBy("place")
    .execute();
}

/** Sends what is not known to lie there, up to the first that fails. */
async function sendAll(using: Services, { generationId, inputIds }: ToSend, known: SentFile[]) {
  const sent: SentFile[] = [];
  // One after the other: a picture that is taken apart fills much of an isolate's memory.
  for (const [place, inputId] of inputIds.entries()) {
    if (known.some((file) => file.place === place)) continue;
    const upload = await send(using, inputId);
    if (upload.kind !== "file") return { sent, failure: upload };
    const { id, url } = upload.file;
    const created_at = timestamp();
    sent.push({
      generation_id: generationId,
      place,
      file_id: id,
      url,
      created_at,
      removals: 0,
      remove_after: null,
    });
  }
  return { sent, failure: null };
}

async function send(using: Services, inputId: string): Promise<Upload | { kind: "gone" }> {
  let picture: Upright | null;
  try {
    picture = await pictureForModel(using, inputId);
  } catch (error) {
    // The store is silent, which it has said in the log: as nothing was asked of Replicate, another try is free.
    if (error instanceof Unavailable) return { kind: "unknown" };
    throw error;
  }
  if (!picture) return { kind: "gone" };
  const { content_type, parts } = picture;
  const name = content_type.replace("image/", "picture.");
  return using.replicate.upload(new File(parts as BlobPart[], name, { type: content_type }));
}

/** Notes what was sent; false when somebody else had sent the same, as whoever held the generation too long ago may. */
async function note(using: Services, generationId: string, sent: SentFile[]): Promise<boolean> {
  const { db } = using;
  try {
    await db.atomically(
      sent.map((file) => db.insertInto("sent_files").values(file)),
      { mayArriveTwice: true },
    );
    return true;
  } catch (error) {
    if (!refusedBy(error, "sent_files.")) throw error;
    const noted = await filesSentFor(using, generationId);
    return sent.every(({ file_id }) => noted.some((file) => file.file_id === file_id));
  }
}

/** Removes what was sent in vain, as well as it can be: the rest expires. */
async function takenBack({ replicate }: Services, sent: SentFile[]): Promise<Sent> {
  for (const { file_id } of sent) await replicate.removeFile(file_id);
  return { kind: "unknown" };
}
