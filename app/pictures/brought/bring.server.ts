import type { Person, User } from "~/accounts/user";
import type { Mistake } from "~/http/mistakes";
import type { NoPicture } from "~/platform/formats/picture-file";
import { readPicture } from "~/platform/formats/read-picture.server";
import { isUuid } from "~/platform/ids.server";
import { living } from "~/platform/living.server";
import type { Services } from "~/services.server";
import { pictureKey } from "../keys.server";
import { LARGEST_UPLOAD_MB, MOST_MEGAPIXELS, MOST_PICTURES_IN } from "../limits";
import { saysMadeByAi } from "../metadata/xmp.server";
import { askStore } from "../store.server";
import type { Input } from "./input.server";
import { keepInput } from "./keep-input.server";
import { ownInputs } from "./shown.server";

type Taken = { kind: "kept"; input: Input } | { kind: "refused"; mistake: Mistake };

/** The pictures that a form brings, in their order, and what is wrong with the first that cannot be taken. */
export type Brought = {
  inputs: Input[];
  mistake: Mistake | null;
  /** The first generation of the visitor's own among what was brought. */
  source: string | null;
};

const GONE = refused("picture_gone");

/** The form's fields of which pictures are made; they are no concern of the order's. */
const FIELDS = ["input", "source", "picture", "leave_out"] as const;

/**
 * The pictures that a form brings, taken out of it: those that were brought before, copies of the visitor's own pictures, so
 * that either may be deleted, and files; numbered in this order. They are kept even if the rest of the form has a mistake.
 * From whoever is not signed in (null) nothing is taken: there is nobody to whom it would belong. `known` are those that
 * were brought before, where they have been looked up.
 */
export async function takePictures(
  using: Services,
  user: User | null,
  form: FormData,
  known?: Input[],
): Promise<Brought> {
  const [inputs, sources, pictures, leftOut] = FIELDS.map((name) => form.getAll(name));
  for (const name of FIELDS) form.delete(name);
  const left = new Set(leftOut);
  const named = (values: FormDataEntryValue[] = []) =>
    values.filter((value): value is string => typeof value === "string" && value !== "" && !left.has(value));
  // A file field in which nothing was chosen is sent as a file without a name.
  const files = (pictures ?? []).filter((value): value is File => value instanceof File && value.name !== "");
  const [knownIds, sourceIds] = [named(inputs), named(sources)];
  const count = knownIds.length + sourceIds.length + files.length;
  const brought: Brought = { inputs: [], mistake: null, source: sourceIds[0] ?? null };
  if (count === 0) return brought;
  if (!user) return { ...brought, mistake: "picture_signed_out" };
  if (count > MOST_PICTURES_IN) return { ...brought, mistake: "pictures_too_many_for_model" };
  const before = known ?? (await ownInputs(using, user, knownIds.filter(isUuid)));
  const takes = [
    ...knownIds.map((id) => async () => keptBefore(before, id)),
    ...sourceIds.map((id) => () => copyOf(using, user, id)),
    ...files.map((file) => () => fileOf(using, user, file)),
  ];
  // One after the other: each may take half of the memory that there is.
  for (const take of takes) {
    const taken = await take();
    if (taken.kind === "refused") brought.mistake ??= taken.mistake;
    // The same picture is kept once, and handed over once.
    else if (!brought.inputs.some(({ id }) => id === taken.input.id)) brought.inputs.push(taken.input);
  }
  return brought;
}

/** The pictures among a form's that were brought before. It reads only. */
export function broughtBefore(using: Services, user: Person, form: FormData): Promise<Input[]> {
  const ids = form.getAll("input").filter((value) => typeof value === "string");
  return ownInputs(using, user, ids.filter(isUuid).slice(0, MOST_PICTURES_IN));
}

function keptBefore(before: Input[], id: string): Taken {
  const input = before.find((one) => one.id === id);
  return input ? { kind: "kept", input } : GONE;
}

async function fileOf(using: Services, user: User, file: File): Promise<Taken> {
  // The size is asked before the bytes are taken out, which are then in memory twice.
  const mistake = mistakeInSize(file.size);
  if (mistake) return refused(mistake);
  const bytes = new Uint8Array(await file.arrayBuffer());
  return take(using, user, bytes, { isMadeByAi: saysMadeByAi(bytes) });
}

async function copyOf(using: Services, user: User, generationId: string): Promise<Taken> {
  const source = await living(using.db)
    .select("image_id")
    .where("id", "=", generationId)
    .where("user_id", "=", user.id)
    .executeTakeFirst();
  if (!source?.image_id) return GONE;
  const { image_id } = source;
  const object = await askStore(using, (pictures) => pictures.get(pictureKey(image_id)));
  if (!object) return GONE;
  const mistake = mistakeInSize(object.size);
  if (mistake) return refused(mistake);
  return take(using, user, new Uint8Array(await object.arrayBuffer()), { isMadeByAi: true });
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
async function take(
  using: Services,
  user: User,
  bytes: Uint8Array,
  origin: { isMadeByAi: boolean },
): Promise<Taken> {
  const file = readPicture(bytes);
  const { width, height } = file.kind === "picture" ? file : (file.claimed ?? { width: 0, height: 0 });
  if (width * height > MOST_MEGAPIXELS * 1_000_000) return refused("picture_too_many_pixels");
  if (file.kind !== "picture") return refused(MISTAKES[file.kind]);
  const kept = await keepInput(using, user, file, origin);
  switch (kept.kind) {
    case "kept":
      return kept;
    case "too many":
      return refused("pictures_too_many");
    case "not turned":
      return refused("picture_lies");
  }
}

function refused(mistake: Mistake): Taken {
  return { kind: "refused", mistake };
}
