import { type Selectable, sql } from "kysely";
import { timestamp } from "~/platform/clock.server";
import { refusedBy } from "~/platform/db.server";
import { livingOrDeleted } from "~/platform/living.server";
import type { SentFiles } from "~/platform/schema";
import { Unavailable } from "~/platform/unavailable.server";
import type { Upload } from "~/replicate/files.server";
import type { Failure } from "~/replicate/request.server";
import type { Services } from "~/services.server";
import { pictureForModel } from "./input.server";
import type { Shrunk } from "./shrunk.server";

/** A picture that lies at Replicate for a generation. */
export type SentFile = Selectable<SentFiles>;

export type Sent =
  /** The addresses of all pictures, in their order. */
  | { kind: "sent"; urls: string[] }
  /** One of the pictures is not in the store any more, or none. */
  | { kind: "gone" }
  /** One of them did not reach Replicate. */
  | Failure;

type ToSend = {
  generationId: string;
  mostPixels: number;
  /** The pictures in their order, where they are known and none of them was sent before. */
  inputIds?: string[] | undefined;
};

/**
 * Gives Replicate the pictures of a generation by its files API, each with at most so many pixels, and notes their addresses
 * before anybody is asked to use them. Those that were sent for an earlier attempt are used again; those of another
 * generation never are. @throws Unavailable when the database is silent.
 */
export async function sentPictures(
  using: Services,
  { generationId, mostPixels, inputIds }: ToSend,
): Promise<Sent> {
  const pictures = inputIds
    ? inputIds.map((input_id, place) => ({ place, input_id, url: null }))
    : await picturesOf(using, generationId);
  const sent: SentFile[] = [];
  let failure: Exclude<Sent, { kind: "sent" }> | null = null;
  // One after the other: a picture that is taken apart fills much of an isolate's memory.
  for (const { place, input_id } of pictures.filter(({ url }) => url === null)) {
    const upload = await send(using, input_id, mostPixels);
    if (upload.kind !== "file") {
      failure = upload;
      break;
    }
    const { id, url } = upload.file;
    const removal = { removals: 0, remove_after: null };
    sent.push({ generation_id: generationId, place, file_id: id, url, ...removal, created_at: timestamp() });
  }
  // What was sent before one failed is noted, too: nobody removes what is not noted.
  if (sent.length > 0 && !(await note(using, generationId, sent))) return takenBack(using, sent);
  if (failure) return failure;
  const urlAt = new Map([...pictures, ...sent].map(({ place, url }) => [place, url]));
  return { kind: "sent", urls: pictures.map(({ place }) => urlAt.get(place) ?? "") };
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

/** The pictures that were brought to a generation, in their order, with the addresses of those that were sent already. */
function picturesOf({ db }: Services, generationId: string) {
  const brought = livingOrDeleted(db)
    .select([sql<number>`0`.as("place"), "input_id"])
    .where("id", "=", generationId)
    .where("input_id", "is not", null)
    .unionAll(
      db.selectFrom("further_inputs").select(["place", "input_id"]).where("generation_id", "=", generationId),
    )
    .as("brought");
  return db
    .selectFrom(brought)
    .leftJoin("sent_files", (join) =>
      join.onRef("sent_files.place", "=", "brought.place").on("sent_files.generation_id", "=", generationId),
    )
    .select(["brought.place", "brought.input_id", "sent_files.url"])
    .$narrowType<{ input_id: string }>()
    .orderBy("brought.place")
    .execute();
}

async function send(
  using: Services,
  inputId: string,
  mostPixels: number,
): Promise<Upload | { kind: "gone" }> {
  let picture: Shrunk | null;
  try {
    picture = await pictureForModel(using, inputId, mostPixels);
  } catch (error) {
    // The store is silent, which it has said in the log: as nothing was asked of Replicate, another try is free.
    if (error instanceof Unavailable) return { kind: "unknown" };
    throw error;
  }
  if (!picture) return { kind: "gone" };
  const { bytes, content_type: type } = picture;
  return using.replicate.upload(new File([bytes], type.replace("image/", "picture."), { type }));
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
