import type { User } from "~/accounts/user";
import type { Mistake } from "~/http/mistakes";
import type { NoPicture } from "~/platform/formats/picture-file";
import { readPicture } from "~/platform/formats/read-picture.server";
import type { Services } from "~/services.server";
import { pictureKey } from "../keys.server";
import { LARGEST_UPLOAD_MB, MOST_MEGAPIXELS } from "../limits";
import { askStore } from "../store.server";
import { type Input, ownInput } from "./input.server";
import { keepInput } from "./keep-input.server";

export type Brought =
  | { kind: "none" }
  | { kind: "kept"; input: Input }
  | { kind: "refused"; mistake: Mistake };

const GONE = refused("picture_gone");

/** The form's fields of which a picture is made; they are no concern of the order's. */
const FIELDS = ["picture", "input", "source", "leave_out"] as const;

/**
 * The picture that a form brings, taken out of it: a file, one that was brought before, or one of the visitor's own
 * generations, of which a copy is made so that either may be deleted. It is kept even if the rest of the form has a mistake.
 * From whoever is not signed in (null) nothing is taken: there is nobody to whom it would belong.
 */
export async function takePicture(using: Services, user: User | null, form: FormData): Promise<Brought> {
  const [picture, input, source, leaveOut] = FIELDS.map((name) => form.get(name));
  for (const name of FIELDS) form.delete(name);
  if (leaveOut === "1") return { kind: "none" };
  // A file field in which nothing was chosen is sent as a file without a name.
  const file = picture instanceof File && picture.name !== "" ? picture : null;
  if (!user) return file || input || source ? refused("picture_signed_out") : { kind: "none" };
  if (file) {
    // The size is asked before the bytes are taken out, which are then in memory twice.
    const mistake = mistakeInSize(file.size);
    return mistake ? refused(mistake) : take(using, user, new Uint8Array(await file.arrayBuffer()));
  }
  if (typeof input === "string" && input !== "") {
    const known = await ownInput(using, user, input);
    return known ? { kind: "kept", input: known } : GONE;
  }
  if (typeof source === "string" && source !== "") return copyOf(using, user, source);
  return { kind: "none" };
}

async function copyOf(using: Services, user: User, generationId: string): Promise<Brought> {
  const source = await using.db
    .selectFrom("generation_history")
    .select("image_id")
    .where("id", "=", generationId)
    .where("user_id", "=", user.id)
    .executeTakeFirst();
  if (!source?.image_id) return GONE;
  const { image_id } = source;
  const object = await askStore(using, (pictures) => pictures.get(pictureKey(image_id)));
  if (!object) return GONE;
  const mistake = mistakeInSize(object.size);
  return mistake ? refused(mistake) : take(using, user, new Uint8Array(await object.arrayBuffer()));
}

function mistakeInSize(bytes: number): Mistake | null {
  if (bytes === 0) return "picture_empty";
  return bytes > LARGEST_UPLOAD_MB * 1_000_000 ? "picture_too_large" : null;
}

const MISTAKES: Record<NoPicture["kind"], Mistake> = {
  unknown: "picture_wrong_kind",
  damaged: "picture_damaged",
  moving: "picture_moves",
};

/** Keeps a picture, or says what is wrong with the file. One without its end is taken, too, as browsers show it. */
async function take(using: Services, user: User, bytes: Uint8Array): Promise<Brought> {
  const file = readPicture(bytes);
  const { width, height } = file.kind === "picture" ? file : (file.claimed ?? { width: 0, height: 0 });
  if (width * height > MOST_MEGAPIXELS * 1_000_000) return refused("picture_too_many_pixels");
  if (file.kind !== "picture") return refused(MISTAKES[file.kind]);
  const kept = await keepInput(using, user, file);
  switch (kept.kind) {
    case "kept":
      return kept;
    case "too many":
      return refused("pictures_too_many");
    case "not turned":
      return refused("picture_lies");
  }
}

function refused(mistake: Mistake): Brought {
  return { kind: "refused", mistake };
}
