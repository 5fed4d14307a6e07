import { uuidv7 } from "uuidv7";
import type { Model, Size, Work } from "~/models/model";
import { modelById, OF_PICTURES, VARYING } from "~/models/models";
import { priceOf } from "~/models/price";
import { nearestRatio } from "~/models/ratios";
import { LONGEST_SIDE_PIXELS, VARIATIONS } from "./limits";
import type { OwnGeneration } from "./own-generation.server";

/** Something that is done to a picture by one button: an order of which only the id of its form is new. */
export type Offer = {
  /** The id of the generation to come. */
  id: string;
  what: Work;
  /** Which of several of the kind: the label of a size, or how much is varied. */
  which: string | null;
  /** In credits. */
  price: number;
  /** Values of `outpaint`, of which the visitor chooses one. */
  ways: readonly string[];
  order: [name: string, value: string][];
};

/** What can be done with the picture of a generation, in the order in which its page offers it. */
export function offersFor(generation: OwnGeneration): Offer[] {
  const { width, height } = generation;
  if (!width || !height) return [];
  return [
    ...OF_PICTURES.flatMap((model) => ofPicture(model, generation, { width, height })),
    ...variations(generation, { width, height }),
  ];
}

type Pixels = { width: number; height: number };

function ofPicture(model: Model, { id, prompt }: OwnGeneration, picture: Pixels): Offer[] {
  const sizes = model.sizes?.all ?? [null];
  return sizes
    .filter((size) => fits(model, size, picture))
    .map((size) => ({
      id: uuidv7(),
      what: model.kind as Work,
      which: size?.label ?? null,
      price: priceOf(model, { size: size?.label, pictures: 1 }),
      ways: model.outpaint?.all ?? [],
      order: Object.entries({
        ...{ model: model.key, prompt, source: id, parent: id },
        ...(size && { size: size.label }),
      }),
    }));
}

/** Whether a picture is small enough to be enlarged: to be made small first would undo what is asked for. */
function fits({ kind, pictures }: Model, size: Size | null, { width, height }: Pixels): boolean {
  if (kind !== "enlarge") return true;
  const factor = typeof size?.value === "number" ? size.value : 2;
  const most = (pictures?.megapixels ?? 1) * 1_000_000;
  return width * height <= most && Math.max(width, height) * factor <= LONGEST_SIDE_PIXELS;
}

/** The same words over the same picture, which is kept a lot, some, or a little; by the model that made it if that can. */
function variations({ id, prompt, model: modelId }: OwnGeneration, { width, height }: Pixels): Offer[] {
  const own = modelById(modelId);
  const model = own?.isOffered && own.strength ? own : VARYING;
  const ratio = nearestRatio(width, height, model.ratios);
  const order = { model: model.key, prompt, source: id, parent: id };
  return Object.entries(VARIATIONS).map(([which, strength]) => ({
    id: uuidv7(),
    what: "vary",
    which,
    price: priceOf(model, { pictures: 1 }),
    ways: [],
    order: Object.entries({
      ...order,
      strength: String(strength),
      ratio,
    }),
  }));
}
