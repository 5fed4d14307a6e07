import * as z from "zod";
import { type FormErrors, type FormValues, mistakesIn, says } from "~/http/forms.server";
import { dayAfter, dayBefore, dayOf, startOfDay } from "~/http/time-zone.server";
import { MODEL_KEYS, MODELS } from "~/models/models";
import { RATIOS } from "~/models/ratios";
import { isUuid } from "~/platform/ids.server";
import { lengthOf } from "~/platform/text/text.server";
import { STATUS_GROUPS } from "~/search/filters";
import type { Wanted } from "~/search/index.server";
import { LONGEST_SEARCH } from "~/search/limits";
import {
  EDITED,
  FAVORITE,
  inCollection,
  inRatio,
  inState,
  ofModel,
  SHARED,
  type Tag,
} from "~/search/tags.server";
import { wantedTermsOf } from "~/search/terms.server";

/** What a list is narrowed to: `since` and `until` are moments, the second just outside; null narrows nothing. */
export type HistoryFilter = Wanted & { since: string | null; until: string | null };

export const EVERYTHING: HistoryFilter = { terms: [], tags: [], since: null, until: null };

/** Today and the six days before it. */
const DAYS_OF_A_WEEK = 7;

export type ListOrder = "newest" | "oldest";

/** `values` is what was asked for, without fields left empty, to be shown again and carried along by links. */
export type AskedFor =
  | { ok: true; values: FormValues; filter: HistoryFilter; order: ListOrder }
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
    kind: optional(z.literal("edited", says("kind_unknown"))),
    shared: optional(z.literal("1", says("shared_unknown"))),
    ratio: optional(z.enum(RATIOS, says("ratio_unknown"))),
    since: optional(z.literal("week", says("since_unknown"))),
    order: optional(z.literal("oldest", says("order_unknown"))),
    collection: optional(z.string().refine(isUuid, says("collection_unknown"))),
    from: optional(day),
    to: optional(day),
  })
  .refine(({ from, to }) => !from || !to || from <= to, {
    ...says("days_reversed"),
    path: ["to"],
  });

const FILTER_NAMES = Object.keys(Filters.shape);

/** What the URL asks for; days begin and end as in the visitor's time zone. */
export function askedFor({ searchParams }: URL, timeZone: string, now = Date.now()): AskedFor {
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
  const week = data.since && dayBefore(dayOf(now, timeZone), DAYS_OF_A_WEEK - 1);
  const from = [data.from, week].filter(Boolean).sort().at(-1);
  const filter = {
    terms: data.q ?? [],
    tags: tagsWanted(data),
    since: from ? startOfDay(from, timeZone) : null,
    until: data.to ? startOfDay(dayAfter(data.to), timeZone) : null,
  };
  return { ok: true, values, filter, order: data.order ?? "newest" };
}

function tagsWanted(asked: z.output<typeof Filters>): Tag[] {
  const { model, status, favorite, kind, shared, ratio, collection } = asked;
  return [
    model && ofModel(MODELS[model].id),
    status && inState(status),
    favorite && FAVORITE,
    kind && EDITED,
    shared && SHARED,
    ratio && inRatio(ratio),
    collection ? inCollection(collection) : undefined,
  ].filter((tag) => tag !== undefined);
}
