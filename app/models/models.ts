import { FLUX } from "./catalogue/flux";
import { OTHERS } from "./catalogue/others";
import { WORKS } from "./catalogue/works";
import type { Model } from "./model";
import { priceOf } from "./price";

const DATA = { ...FLUX, ...OTHERS, ...WORKS };

export type ModelKey = keyof typeof DATA;

/** All models that there are or were: the form's fields, what is sent, prices and names on pages come from here. */
export const MODELS: Record<ModelKey, Model> = DATA;

const ALL: readonly Model[] = Object.values(MODELS);
export const OFFERED = ALL.filter(({ isOffered }) => isOffered);
export const MODEL_KEYS = Object.keys(MODELS) as ModelKey[];

/** The cheapest, which reads Chinese and changes pictures, too. */
export const DEFAULT_MODEL: Model = MODELS.klein;

/** What a balance is told in: pictures by a model that is cheap, a good one and the best. */
export const TELLING: readonly Model[] = [DEFAULT_MODEL, MODELS.flux2, MODELS.flux2max];

/** The models of the form with a prompt; the others are found on a picture's page. */
export const PROMPTED = OFFERED.filter(({ kind }) => kind === "make" || kind === "change");

/** The model for pictures that are brought to one which does not take so many; the default one where none takes them. */
export function cheapestWithPictures(pictures = 1): Model {
  const price = (model: Model) => priceOf(model, { pictures });
  const able = PROMPTED.filter((model) => (model.pictures?.most ?? 0) >= pictures);
  return able.reduce((best, model) => (price(model) < price(best) ? model : best), able[0] ?? DEFAULT_MODEL);
}

/** The model by which a picture is varied, unless its own can. */
export const VARYING: Model = MODELS.dev;

/** What may be done to a picture besides changing it by words, in the order in which its page offers it. */
export const OF_PICTURES = OFFERED.filter((model) => !PROMPTED.includes(model));

/** The model of that key, or the default one where there is none. */
export function modelOf(key: string | null | undefined): Model {
  return ALL.find((model) => model.key === key) ?? DEFAULT_MODEL;
}

/** The model with that id at Replicate; undefined for one that nobody remembers. */
export function modelById(id: string): Model | undefined {
  return ALL.find((model) => model.id === id);
}

export function modelName(id: string): string {
  return modelById(id)?.name ?? id;
}
