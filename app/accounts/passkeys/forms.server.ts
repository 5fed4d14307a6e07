import * as z from "zod";
import { parse, says } from "~/http/forms.server";
import { lengthOf, trimmed } from "~/platform/text/text.server";
import { askedPassword } from "../account-forms.server";
import { LONGEST_PASSKEY_NAME } from "./limits";

const Add = z.object({ current_password: askedPassword });
const Keep = z.object({ passkey: z.string() });
const Rename = z.object({
  do: z.literal("rename"),
  name: z
    .string(says("passkey_name_empty"))
    .transform(trimmed)
    .refine((name) => name !== "", { ...says("passkey_name_empty"), abort: true })
    .refine((name) => lengthOf(name) <= LONGEST_PASSKEY_NAME, says("passkey_name_too_long")),
});
const Remove = z.object({ do: z.literal("remove"), current_password: askedPassword });

export const readAdd = (form: FormData) => withoutValues(parse(Add, form));
export const readKeep = (form: FormData) => withoutValues(parse(Keep, form));
export const readRename = (form: FormData) => parse(Rename, form);
export const readRemove = (form: FormData) => withoutValues(parse(Remove, form));

/** Neither a password nor a device's answer is ever sent back. */
function withoutValues<Read extends { ok: boolean }>(read: Read): Read {
  return "values" in read ? { ...read, values: {} } : read;
}
