import { type AppLoadContext, data } from "@remix-run/cloudflare";
import * as z from "zod";
import { secondsUntil } from "~/platform/clock.server";
import { isMistake, type Mistake } from "./mistakes";

/** What is wrong with a form, by field; `""` is the form itself. */
export type FormErrors = Record<string, Mistake>;
/** What was typed into a form, by field, to be shown again. */
export type FormValues = Record<string, string>;

export type Parsed<Value> =
  | { ok: true; value: Value }
  | { ok: false; errors: FormErrors; values: FormValues };

/** A box to tick: browsers send it when it is ticked, and not at all when it is not. */
export const ticked = z.optional(z.literal("1")).transform((value) => value === "1");

/** Reads a form that has no field twice, none that the schema does not know, and each as the schema wants it. */
export function parse<Schema extends z.ZodObject>(schema: Schema, form: FormData): Parsed<z.output<Schema>> {
  const values: FormValues = {};
  const errors: FormErrors = {};
  for (const [name, value] of form) {
    if (!Object.hasOwn(schema.shape, name)) errors[""] = "unknown_field";
    else if (typeof value !== "string") errors[name] = "not_text";
    else if (Object.hasOwn(values, name)) errors[name] = "sent_twice";
    else values[name] = value;
  }

  const parsed = schema.safeParse(values);
  for (const [name, mistake] of mistakesIn(parsed.error)) errors[name] ??= mistake;
  return parsed.success && Object.keys(errors).length === 0
    ? { ok: true, value: parsed.data }
    : { ok: false, errors, values };
}

/** The mistakes in a form, a field's first one first. A schema's messages are mistakes; without one a field is incomplete. */
export function mistakesIn(error: z.ZodError | undefined): [field: string, mistake: Mistake][] {
  return (error?.issues ?? []).map(({ path, message }) => [
    String(path[0] ?? ""),
    isMistake(message) ? message : "incomplete",
  ]);
}

/** What a schema says of a field: a mistake for which every language has words. */
export function says(mistake: Mistake): { error: Mistake } {
  return { error: mistake };
}

const failed = new WeakSet<AppLoadContext>();

/** The answer to a form with mistakes: the page again, whose title says so. */
export function formFailed<Page>(context: AppLoadContext, page: Page) {
  failed.add(context);
  return data(page, 422);
}

/** The answer to a form that came too often: the page again, which says from when on it is taken. */
export function formTooOften<Page extends object>(context: AppLoadContext, page: Page, againAt: string) {
  failed.add(context);
  return tooOften(page, againAt);
}

/** A page for whoever asked too often: it says from when on they may ask again, and `Retry-After` in how many seconds. */
export function tooOften<Page extends object>(page: Page, againAt: string) {
  return data({ ...page, againAt }, { status: 429, headers: { "Retry-After": secondsUntil(againAt) } });
}

/** Whether this very request was a form with mistakes; loaders run after the action. */
export function hasFailedForm(context: AppLoadContext): boolean {
  return failed.has(context);
}
