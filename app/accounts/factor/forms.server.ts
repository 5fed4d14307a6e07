import * as z from "zod";
import { parse, says } from "~/http/forms.server";
import type { Mistake } from "~/http/mistakes";
import { askedPassword } from "../account-forms.server";
import { code } from "./code.server";

const SetUp = z.object({ current_password: askedPassword });
const ChangeFactor = z.object({
  do: z.enum(["codes", "off"]),
  current_password: askedPassword,
  code,
});

/** A code of the app itself: it shows that the app has the secret. */
const TurnOn = z.object({
  code: code.refine(({ kind }) => kind === "app", says("code_malformed" satisfies Mistake)),
});

export const readSetUp = (form: FormData) => withoutValues(parse(SetUp, form));
export const readChangeFactor = (form: FormData) => withoutValues(parse(ChangeFactor, form));
export const readTurnOn = (form: FormData) => withoutValues(parse(TurnOn, form));

/** Neither a password nor a code is ever sent back. */
function withoutValues<Read extends { ok: boolean }>(read: Read): Read {
  return "values" in read ? { ...read, values: {} } : read;
}
