import { uuidv7 } from "uuidv7";
import type { User } from "~/accounts/user";
import type { Mistake } from "~/http/mistakes";
import { timestamp } from "~/platform/clock.server";
import type { Services } from "~/services.server";
import { describePicture } from "../keep.server";
import { inputKey, pictureKey } from "../keys.server";
import { stripMetadata } from "../metadata/strip-metadata.server";
import { askStore } from "../store.server";
import { type Input, ownInput } from "./input.server";

/** Replicate's own client sends no more in one request. */
const LARGEST_BYTES = 10_000_000;
const MOST_PIXELS = 16_000_000;

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
  if (file) return keep(using, user, new Uint8Array(await file.arrayBuffer()));
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
  return object ? keep(using, user, new Uint8Array(await object.arrayBuffer())) : GONE;
}

async function keep(using: Services, user: User, bytes: Uint8Array<ArrayBuffer>): Promise<Brought> {
  if (bytes.length === 0) return refused("picture_empty");
  if (bytes.length > LARGEST_BYTES) return refused("picture_too_large");
  const id = uuidv7();
  const picture = describePicture(id, bytes);
  if (!picture) return refused("picture_wrong_kind");
  if (picture.width * picture.height > MOST_PIXELS) return refused("picture_too_many_pixels");
  const bare = stripMetadata(bytes, picture.content_type);
  if (!bare) return refused("picture_damaged");

  await askStore(using, (pictures) =>
    pictures.put(inputKey(id), bare, { httpMetadata: { contentType: picture.content_type } }),
  );
  const digest = await crypto.subtle.digest("SHA-256", bare);
  const input: Input = {
    ...picture,
    user_id: user.id,
    bytes: bare.length,
    sha256: Buffer.from(digest).toString("base64url"),
    created_at: timestamp(),
  };
  await using.db.insertInto("inputs").values(input).execute();
  return { kind: "kept", input };
}

function refused(mistake: Mistake): Brought {
  return { kind: "refused", mistake };
}
