import * as z from "zod";
import { type FormErrors, ticked } from "~/http/forms.server";
import { parseWithIds } from "../selection-form.server";

const Wish = z.object({
  do: z.enum(["put_back", "delete", "delete_all"]),
  /** Puts back all that was deleted at this moment, which the notice of the deletion names. */
  at: z.iso.datetime().optional(),
  /** Whether the visitor was asked about a deletion for good and confirmed it. */
  confirmed: ticked,
  /** The page on which the button was. */
  back: z.string().optional(),
});

export type DeletedWish = z.output<typeof Wish> & { ids: string[] };

/** What is to become of deleted pictures: any number of ticked boxes, and a button. */
export function parseDeletedWish(
  form: FormData,
): { ok: true; value: DeletedWish } | { ok: false; errors: FormErrors } {
  return parseWithIds(Wish, form);
}
