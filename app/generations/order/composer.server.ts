import type { Person, User } from "~/accounts/user";
import { allowancesOf, type Left } from "~/credits/allowances.server";
import { offeredNames } from "~/history/collections/list.server";
import { modelById, PROMPTED } from "~/models/models";
import { nearestRatio } from "~/models/ratios";
import { mayComeNextTime, reasonOf } from "~/models/reasons";
import type { Services } from "~/services.server";
import type { OwnGeneration } from "../own-generation.server";
import type { Started } from "../start.server";
import { type Again, opened } from "./order-form.server";
import { sameOrder } from "./same-order.server";

/** All that the composer shows: the form, and what it says of balance and day. */
export type ComposerView = Again & {
  /** The balance; null for nobody. */
  credits: number | null;
  /** How many of today's refusals by the safety filter still give the credit back; null for nobody. */
  refusals: Left | null;
  /** The id of the generation whose picture the composer stands under; null on the first page. */
  under: string | null;
  /** Why an order without mistakes was not carried out; null where none was, or nothing was ordered. */
  refusal: Refused | null;
  /** The names of collections that are offered to save into. */
  offeredNames: string[];
  /** Whether the words are to be changed, since with these nothing came and nothing will. */
  isToBeChanged: boolean;
};

/** Why an order came to nothing; a collection too many is told where its name was typed. */
type Refused = Exclude<Started, { kind: "started" | "collections_full" }>;

/** What the composer is filled with: an address that names something to fill it with, else the picture it stands under. */
type Filling = { query: URLSearchParams; under?: OwnGeneration };

/** The composer without the balance, which is not known yet where this is read together with who it is. */
export async function composerOf(
  using: Services,
  user: Person | null,
  { query, under }: Filling,
): Promise<Omit<ComposerView, "credits">> {
  const [form, known] = await Promise.all([
    opened(using, user, under && !fills(query) ? anotherOf(under) : query),
    knownOf(using, user),
  ]);
  const isToBeChanged = under?.status === "failed" && !mayComeNextTime(reasonOf(under.error_code));
  return { ...form, ...known, isToBeChanged, under: under?.id ?? null, refusal: null };
}

/** The form as it was sent, in its place: what is wrong with it, or why it was not carried out. */
export async function composerAgain(
  using: Services,
  user: User | null,
  again: Again,
  { under, refusal }: { under: string | null; refusal: Exclude<Started, { kind: "started" }> | null },
): Promise<ComposerView> {
  const known = { ...(await knownOf(using, user)), credits: user?.credits ?? null };
  const form = { ...again, ...known, under, isToBeChanged: false };
  return refusal?.kind === "collections_full"
    ? { ...form, refusal: null, errors: { collection: "collections_full" } }
    : { ...form, refusal };
}

/** What the form says of the person before whom it stands. */
async function knownOf(using: Services, user: Person | null) {
  const [allowances, names] = user
    ? await Promise.all([allowancesOf(using, user.id), offeredNames(using, user)])
    : [];
  return {
    refusals: allowances?.refusals ?? null,
    offeredNames: names ?? [],
  };
}

/** Whether an address says what the form is filled with: a page has other parameters, too. */
function fills(query: URLSearchParams): boolean {
  return ["again", "source", "input", "prompt", "model", "draft"].some((name) => query.has(name));
}

/** The order of another picture like it, whose seed is not that picture's. What was done to a picture is left out. */
function anotherOf(generation: OwnGeneration): URLSearchParams {
  const { prompt, width, height } = generation;
  const model = modelById(generation.model);
  if (!model || !PROMPTED.includes(model))
    return new URLSearchParams({ prompt, ...(width && height && { ratio: nearestRatio(width, height) }) });
  const order = new URLSearchParams(sameOrder(generation));
  order.delete("seed");
  return order;
}
