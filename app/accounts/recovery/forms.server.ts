import * as z from "zod";
import { type FormErrors, type FormValues, parse } from "~/http/forms.server";
import {
  askedPassword,
  chosenEmail,
  chosenPassword,
  knownEmail,
  knownPassword,
} from "../account-forms.server";
import { weaknessOf } from "../weak-passwords/weak-password.server";

/** A form of an account: what it holds, or what is wrong with it. No password is ever sent back. */
export type Read<Value> = { ok: true; value: Value } | { ok: false; errors: FormErrors; values: FormValues };

const Forgot = z.object({ email: knownEmail });
const Reset = z.object({ new_password: chosenPassword });
const ChangePassword = z.object({ current_password: knownPassword, new_password: chosenPassword });
const FirstPassword = z.object({ new_password: chosenPassword, current_password: askedPassword });
const Way = z.object({ do: z.enum(["add", "remove"]), current_password: askedPassword });
const Whose = z.object({ do: z.enum(["mine", "other"]), current_password: askedPassword });
const ChangeEmail = z.object({ email: chosenEmail, current_password: askedPassword });

export const readForgot = (form: FormData) => withoutPasswords(parse(Forgot, form));
export const readWay = (form: FormData) => withoutPasswords(parse(Way, form));
export const readWhose = (form: FormData) => withoutPasswords(parse(Whose, form));
export const readChangeEmail = (form: FormData) => withoutPasswords(parse(ChangeEmail, form));

/** A new password for the account of this address, chosen by a link. */
export const readReset = (form: FormData, email: string, site: string) =>
  strong(withoutPasswords(parse(Reset, form)), email, site);

/** A new password for somebody who is signed in. */
export const readChangePassword = (form: FormData, email: string, site: string) =>
  strong(withoutPasswords(parse(ChangePassword, form)), email, site);

/** The first password of an account that has none. */
export const readFirstPassword = (form: FormData, email: string, site: string) =>
  strong(withoutPasswords(parse(FirstPassword, form)), email, site);

function strong<Value extends { new_password: string }>(
  read: Read<Value>,
  email: string,
  site: string,
): Read<Value> {
  const weakness = read.ok && weaknessOf(read.value.new_password, email, site);
  return weakness ? { ok: false, errors: { new_password: weakness }, values: {} } : read;
}

function withoutPasswords<Value>(read: Read<Value>): Read<Value> {
  return read.ok ? read : { ...read, values: { email: read.values.email ?? "" } };
}
