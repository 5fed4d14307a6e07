import * as z from "zod";
import { type Api, type Failure, requestOnce } from "./request.server";

/** Beyond this an upload counts as lost: a picture of a few megapixels takes a second or two. */
const UPLOAD_TIMEOUT_MS = 15_000;
const REMOVAL_TIMEOUT_MS = 10_000;

/** What Replicate says of a file that it is to have no longer. */
const GONE = [404, 410];

const Uploaded = z.object({
  // It becomes a part of an address, where dots alone would mean another one.
  id: z.string().regex(/^[\w-][\w.-]*$/),
  urls: z.object({ get: z.url() }),
});

/** A file at Replicate, and the address by which an input names it. Nobody reads it there without our token. */
export type SentFile = { id: string; url: string };

/** After `unknown` the file may lie there, without a name that we know, until it expires. */
export type Upload = { kind: "file"; file: SentFile } | Failure;

/** `gone` also where it was gone before. */
export type Removal = { kind: "gone" } | Failure;

/** Sends a file, once. Replicate deletes what it is sent after a day, whatever becomes of our own removal. */
export async function uploadTo(api: Api, file: File): Promise<Upload> {
  const answer = await requestOnce(api, UPLOAD_TIMEOUT_MS, (client) => client.files.create(file));
  if (answer.kind !== "json") return answer;
  const { data } = Uploaded.safeParse(answer.json);
  // An input is sent with this address: one elsewhere would have Replicate fetch what somebody else chose.
  if (!data || new URL(data.urls.get).origin !== new URL(api.baseUrl).origin) return { kind: "unknown" };
  return { kind: "file", file: { id: data.id, url: data.urls.get } };
}

export async function removeFrom(api: Api, id: string): Promise<Removal> {
  const answer = await requestOnce(api, REMOVAL_TIMEOUT_MS, (client) => client.files.delete(id));
  if (answer.kind === "json") return { kind: "gone" };
  return answer.kind === "refused" && GONE.includes(answer.status) ? { kind: "gone" } : answer;
}
