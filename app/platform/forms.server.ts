import { type AppLoadContext, data } from "@remix-run/cloudflare";
import { z } from "zod";

/** Error texts by field; `""` is the form itself. */
export type FormErrors = Record<string, string>;
/** What was typed, by field, to be shown again. */
export type FormValues = Record<string, string>;

export type Parsed<Value> =
  | { ok: true; value: Value }
  | { ok: false; errors: FormErrors; values: FormValues };

/** A box: sent when it is ticked, and not at all when it is not. */
export const ticked = z.optional(z.literal("1")).transform((value) => value === "1");

/** Every field exactly once, no field that the schema does not know, and each as its schema wants it. */
export function parse<Schema extends z.ZodObject>(schema: Schema, form: FormData): Parsed<z.output<Schema>> {
  const values: FormValues = {};
  const errors: FormErrors = {};
  for (const [name, value] of form) {
    if (!(name in schema.shape))
      errors[""] = "This form had a field that does not belong to it. Check it and send it again.";
    else if (typeof value !== "string") errors[name] = "Enter text, not a file";
    else if (name in values) errors[name] = "This was sent twice. Check it and send it again.";
    else values[name] = value;
  }

  const parsed = schema.safeParse(values);
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0] ?? "");
    errors[name] ??= issue.message;
  }
  return parsed.success && Object.keys(errors).length === 0
    ? { ok: true, value: parsed.data }
    : { ok: false, errors, values };
}

const failed = new WeakSet<AppLoadContext>();

/** The answer to a form with mistakes: the page again, whose title says so. */
export function formFailed<Page>(context: AppLoadContext, page: Page) {
  failed.add(context);
  return data(page, 422);
}

/** Whether this very request was a form with mistakes; loaders run after the action. */
export function hasFailedForm(context: AppLoadContext): boolean {
  return failed.has(context);
}
