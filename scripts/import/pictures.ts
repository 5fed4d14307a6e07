import { type Picture, storePicture } from "../../app/pictures/keep.server";
import { download } from "../../app/replicate/download.server";
import type { Target } from "./target";

/** `gone`: it is not there any more, and never will be. `left`: why it did not come this time. */
export type Fetched = { kind: "kept"; picture: Picture } | { kind: "gone" } | { kind: "left"; why: string };

/** What a host says of a picture that it has no longer. */
const GONE = [404, 410];

/** Copies a picture of the old site into the store, under `id`, from a listed host alone; it may come as a data: address. */
export async function fetchPicture(to: Target, id: string, address: string): Promise<Fetched> {
  let response: Response | null;
  try {
    response = await download(address, to);
  } catch {
    return { kind: "left", why: `${hostOf(address)} did not answer: run it again` };
  }
  if (!response) return { kind: "left", why: `${hostOf(address)} is not one of --hosts` };
  if (GONE.includes(response.status)) return { kind: "gone" };
  if (!response.ok || !response.body)
    return { kind: "left", why: `${hostOf(address)} answered ${response.status}: run it again` };
  const kept = await storePicture(to.pictures, id, response.body);
  if (kept.kind === "kept") return kept;
  return { kind: "left", why: `what lies at ${hostOf(address)} is not one whole still picture` };
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : "no address";
}
