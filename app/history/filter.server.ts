import * as z from "zod";
import { type FormErrors, type FormValues, mistakesIn, says } from "~/http/forms.server";
import { dayAfter, startOfDay } from "~/http/time-zone.server";
import { MODEL_KEYS, MODELS } from "~/models/models";
import { lengthOf } from "~/platform/text/text.server";
import { STATUS_GROUPS } from "~/search/filters";
import type { Wanted } from "~/search/index.server";
import { LONGEST_SEARCH } from "~/search/limits";
import { wantedTermsOf } from "~/search/terms.server";

/** What a list is narrowed to: `since` and `until` are moments, the second just outside; null narrows nothing. */
export type HistoryFilter = Wanted & { since: string | null; until: string | null };

export const EVERYTHING: HistoryFilter = {
  ...{ terms: [], model: null, status: null, favorite: false },
  ...{ since: null, until: null },
};

/** `values` is what was asked for, without fields left empty, to be shown again and carried along by links. */
export type AskedFor =
  | { ok: true; values: FormValues; filter: HistoryFilter }
  | { ok: false; values: FormValues; errors: FormErrors };

/** A field that may be left empty: a form sends such fields, too. */
const optional = <Kind extends z.ZodType>(kind: Kind) =>
  z.preprocess((text) => (text === "" ? undefined : text), kind.optional());

/** A day of the years 1900 to 2999, which keep their four digits in any time zone. */
const day = z.iso.date(says("day_malformed")).refine((text) => /^(19|2)/.test(text), says("day_malformed"));

const Filters = z
  .object({
    q: z.preprocess(
      (text) => (typeof text === "string" ? text.trim() : text),
      optional(
        z
          .string()
          .refine((text) => lengthOf(text) <= LONGEST_SEARCH, { ...says("search_too_long"), abort: true })
          .transform(wantedTermsOf)
          .refine((terms) => terms.length > 0, says("search_without_words")),
      ),
    ),
    model: optional(z.enum(MODEL_KEYS, says("model_unknown"))),
    status: optional(z.enum(STATUS_GROUPS, says("state_unknown"))),
    favorite: optional(z.literal("1", says("favorite_unknown"))),
    from: optional(day),
    to: optional(day),
  })
  .refine(({ from, to }) => !from || !to || from <= to, {
    ...says("days_reversed"),
    path: ["to"],
  });

const FILTER_NAMES = Object.keys(Filters.shape);

/** What the URL asks for; days begin and end as in the visitor's time zone. */
export function askedFor({ searchParams }: URL, timeZone: string): AskedFor {
  const values: FormValues = {};
  for (const name of FILTER_NAMES) {
    const value = searchParams.get(name);
    if (value) values[name] = value;
  }
  const { data, error } = Filters.safeParse(values);
  if (!data) {
    const errors: FormErrors = {};
    for (const [name, mistake] of mistakesIn(error)) errors[name] ??= mistake;
    return { ok: false, values, errors };
  }
  const filter = {
    terms: data.q ?? [],
    model: data.model ? MODELS[data.model].id : null,
    status: data.status ?? null,
    favorite: data.favorite === "1",
    since: data.from ? startOfDay(data.from, timeZone) : null,
    until: data.to ? startOfDay(dayAfter(data.to), timeZone) : null,
  };
  return { ok: true, values, filter };
}
