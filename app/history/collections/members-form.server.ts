import * as z from "zod";
import { ownPage } from "~/http/addresses.server";
import { type FormErrors, parse, says, ticked } from "~/http/forms.server";
import { isUuid } from "~/platform/ids.server";
import type { Target } from "./members.server";
import { optionalName } from "./name.server";

const Form = z.object({
  do: z.enum(["collect", "uncollect", "cover"]),
  /** The page on which the pictures were chosen. */
  back: z.string().optional(),
  /** Whether the visitor was asked into which collection. */
  asked: ticked,
  collection: z
    .string()
    .optional()
    .refine((id) => !id || isUuid(id), says("collection_unknown"))
    .transform((id) => id || null),
  name: optionalName,
  /** A field of the bar's downloads, which comes along. */
  prompt: ticked,
});

export type MembersForm = {
  ids: string[];
  back: string;
  read:
    | { ok: true; do: "collect" | "uncollect" | "cover"; target: Target | null }
    | { ok: false; name: string; chosen: string | undefined; errors: FormErrors };
};

/** The form around chosen pictures: what is to become of them in collections. A name that was typed goes before a choice. */
export function parseMembers(form: FormData, request: Request): MembersForm {
  const ids = form.getAll("id").filter((id) => typeof id === "string");
  const rest = new FormData();
  for (const [name, value] of form) if (name !== "id") rest.append(name, value);
  const parsed = parse(Form, rest);
  const back = backTo(rest.get("back"), request);
  if (!parsed.ok) {
    const { name = "", collection: chosen } = parsed.values;
    return { ids, back, read: { ok: false, name, chosen, errors: parsed.errors } };
  }
  const { asked, collection, name } = parsed.value;
  const target = name !== null ? { name } : collection !== null ? { id: collection } : null;
  if (asked && !target)
    return {
      ...{ ids, back },
      read: { ok: false, name: "", chosen: undefined, errors: { collection: "collection_unknown" } },
    };
  return { ids, back, read: { ok: true, do: parsed.value.do, target } };
}

/** The page of pictures that a form came from; never an address elsewhere. */
function backTo(back: FormDataEntryValue | null, request: Request): string {
  const page = typeof back === "string" ? ownPage(back, request) : null;
  return page && /^\/(history|generations\/[0-9a-f-]{36})(\?|$)/.test(page) ? page : "/history";
}
