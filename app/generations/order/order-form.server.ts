import { uuidv7 } from "uuidv7";
import { draftOf } from "~/accounts/drafts.server";
import type { Person, User } from "~/accounts/user";
import type { FormErrors } from "~/http/forms.server";
import { PRESSED } from "~/http/wire";
import { modelById } from "~/models/models";
import { refusedWordIn } from "~/models/refused-words.server";
import { takePictures } from "~/pictures/brought/bring.server";
import type { Input } from "~/pictures/brought/input.server";
import { asBrought, picturesNamedBy, type Shown } from "~/pictures/brought/shown.server";
import { isUuid } from "~/platform/ids.server";
import type { Services } from "~/services.server";
import { ownGeneration } from "../own-generation.server";
import { type Order, parseOrder } from "./order.server";
import { orderValues } from "./order-values.server";
import { sameOrder } from "./same-order.server";

/** The form as it is shown again, with an id of its own. */
export type Again = {
  id: string;
  values: ReturnType<typeof orderValues>;
  brought: Shown[];
  errors: FormErrors | undefined;
};

/** The form as a link opens it. */
export async function opened(using: Services, user: Person | null, query: URLSearchParams): Promise<Again> {
  const fields = user ? await fieldsNamedBy(using, user, query) : query;
  const brought = user ? await picturesNamedBy(using, user, fields) : [];
  return { id: uuidv7(), values: orderValues(fields), brought, errors: undefined };
}

/**
 * What a link fills the form with. Addresses are kept by browsers, proxies and logs, so it only names what somebody typed:
 * `draft`, what they left behind when they signed in, or `again`, the order of a generation of theirs. What stands beside
 * `again` goes before the order: an empty `seed` leaves the seed out. Public examples say themselves what they are.
 */
async function fieldsNamedBy(
  using: Services,
  user: Person,
  query: URLSearchParams,
): Promise<URLSearchParams> {
  const draft = query.has("draft") ? await draftOf(using, user) : null;
  if (draft !== null) return new URLSearchParams(draft);
  const id = query.get("again");
  const generation = id ? await ownGeneration(using, user, id) : null;
  if (!generation) return query;
  const order = new URLSearchParams(sameOrder(generation));
  if (modelById(generation.model)?.hasSeed !== false) order.set("seed", String(generation.seed));
  for (const [name, value] of query) order.set(name, value);
  return order;
}

/**
 * The form with which pictures are ordered: the order, or what is wrong with it, and either way what was typed and
 * brought. `brought` are those of its pictures that were brought before, where they are known. For nobody (null) it is judged as for anybody, but that a picture which is brought belongs to somebody.
 */
export async function readOrder(
  using: Services,
  user: User | null,
  form: FormData,
  brought?: Input[],
): Promise<{ ok: true; order: Order; again: Again } | { ok: false; again: Again }> {
  const { inputs, mistake, source } = await takePictures(using, user, form, brought);
  if (source && !form.get("parent")) form.set("parent", source);
  const values = orderValues(form);
  const order = parseOrder(form, inputs);
  const again = { id: uuidv7(), values, brought: inputs.map(asBrought), errors: undefined };
  const isRefused = refusedWordIn(values.prompt ?? "", using.settings.REFUSED_WORDS) !== null;
  if (order.ok && mistake === null && !isRefused) return { ok: true, order: order.value, again };
  const errors: FormErrors = {
    ...(!order.ok && order.errors),
    ...(mistake && { picture: mistake }),
    ...(isRefused && { prompt: "prompt_refused" as const }),
  };
  if (!user && errors.picture === "picture_missing") errors.picture = "picture_signed_out";
  return { ok: false, again: { ...again, errors } };
}

/** The form with what the pressed button adds to it; what stands in the form itself goes before. */
export function withPressed(form: FormData): FormData {
  const pressed = form.get(PRESSED);
  if (typeof pressed !== "string") return form;
  const whole = new FormData();
  for (const [name, value] of form) if (name !== PRESSED) whole.append(name, value);
  for (const [name, value] of new URLSearchParams(pressed)) if (!form.has(name)) whole.append(name, value);
  return whole;
}

/** The id of the generation whose picture a form stood under; null for a form of the first page. */
export function underOf(form: FormData): string | null {
  const under = form.get("under");
  return typeof under === "string" && isUuid(under) ? under : null;
}

/** What was typed and chosen in a form, as a text that waits until its writer has signed in. */
export function draftIn(form: FormData): string {
  const texts = [...form].filter((field): field is [string, string] => typeof field[1] === "string");
  return new URLSearchParams(texts).toString();
}
