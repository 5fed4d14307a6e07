import * as z from "zod";
import { ownPage } from "~/http/addresses.server";
import { type FormErrors, parse, ticked } from "~/http/forms.server";

const Wish = z.object({
  do: z.enum(["delete", "favorite", "unfavorite", "download", "use", "compare"]),
  /** The page on which the pictures were ticked. */
  back: z.string().optional(),
  /** Tabs that were opened when deleting still asked send these; they mean nothing any more. */
  confirmed: ticked,
  favorites: ticked,
  /** Whether a download writes prompt and seed into the files. */
  prompt: ticked,
});

export type SelectionWish = z.output<typeof Wish> & { ids: string[] };

/** The form around a gallery: any number of ticked boxes, and a button. */
export function parseSelection(
  form: FormData,
): { ok: true; value: SelectionWish } | { ok: false; errors: FormErrors } {
  return parseWithIds(Wish, form);
}

/** Reads a form whose boxes, all named `id`, are ticked as often as one likes. */
export function parseWithIds<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  form: FormData,
): { ok: true; value: z.output<z.ZodObject<Shape>> & { ids: string[] } } | { ok: false; errors: FormErrors } {
  const ids = form.getAll("id").filter((id) => typeof id === "string");
  const rest = new FormData();
  for (const [name, value] of form) if (name !== "id") rest.append(name, value);
  const wish = parse(schema, rest);
  return wish.ok ? { ok: true, value: { ...wish.value, ids } } : wish;
}

/** The page of the history that a form came from, with its filters; never an address elsewhere. */
export function backTo({ back = "" }: { back?: string | undefined }, request: Request): string {
  const page = ownPage(back, request);
  return page && /^\/history(\?|$)/.test(page) ? page : "/history";
}
