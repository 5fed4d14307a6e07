import * as z from "zod";
import { says } from "~/http/forms.server";
import { shortened, trimmed } from "~/platform/text/text.server";
import { LONGEST_COLLECTION_NAME, LONGEST_COLLECTION_NAME_BYTES } from "./limits";

/** Controls that turn the direction of what follows: a name stands in sentences, which they would turn. */
const TURNS = /[\u202A-\u202E\u2066-\u2069]/g;

/** A text as the one line that names a collection; "" when nothing of it can be seen. */
function nameIn(text: string): string {
  return trimmed(
    text
      .normalize("NFC")
      .replace(TURNS, "")
      .replace(/[\s\p{Cc}]+/gu, " "),
  );
}

function isShortEnough(name: string): boolean {
  const most = { graphemes: LONGEST_COLLECTION_NAME, bytes: LONGEST_COLLECTION_NAME_BYTES };
  return shortened(name, most) === name;
}

/** The name of a collection that was typed where none need be; null for nothing. */
export const optionalName = z
  .string()
  .optional()
  .transform((text) => nameIn(text ?? "") || null)
  .refine((name) => name === null || isShortEnough(name), says("collection_name_too_long"));

/** The name of a collection that was typed where there must be one. */
export const collectionName = z
  .string(says("collection_name_empty"))
  .transform(nameIn)
  .refine((name) => name !== "", says("collection_name_empty"))
  .refine(isShortEnough, says("collection_name_too_long"));
