import type { Model } from "./model";
import type { Ratio } from "./ratios";

/** The visitor's choices in an order that may be passed on to a model. */
export type Choices = {
  ratio: Ratio | null | undefined;
  size: string | null;
  seed: number | null;
  guidance: number | null;
  steps: number | null;
  strength: number | null;
  elaborate: boolean;
  outpaint: string | null;
};

/** What a model is given beside prompt, seed and pictures, under Replicate's names. */
export type ModelInput = Record<string, string | number | boolean>;

const RATIO = "aspect_ratio";

/** The input of an order with so many pictures. */
export function modelInputOf(model: Model, choices: Choices, pictures: number): ModelInput {
  const { sizes, guidance, steps, strength, elaborate, outpaint, fastPath } = model;
  const size = sizes?.all.find(({ label }) => label === (choices.size ?? sizes.usual));
  return {
    ...(choices.ratio && model.ratios.length > 0 && { [RATIO]: choices.ratio }),
    ...(sizes && size && { [sizes.name]: size.value }),
    ...(guidance && { [guidance.name]: choices.guidance ?? guidance.usual }),
    ...(steps && { [steps.name]: choices.steps ?? steps.usual }),
    ...(strength && pictures > 0 && { [strength.name]: choices.strength ?? strength.usual }),
    ...(elaborate && { [elaborate.name]: choices.elaborate }),
    ...(outpaint && choices.outpaint && { [outpaint.name]: choices.outpaint }),
    ...(fastPath && { [fastPath.name]: choices.seed === null && pictures === 0 }),
    ...model.fixed,
  };
}

/** The choices that an input was made of: what `modelInputOf` makes of them is that input again. */
export function choicesIn(model: Model | undefined, input: ModelInput): Omit<Choices, "seed"> {
  const read = <Value>(choice: { name: string } | undefined, of: (value: unknown) => value is Value) => {
    const value = choice && input[choice.name];
    return of(value) ? value : null;
  };
  const { sizes } = model ?? {};
  return {
    ratio: read({ name: RATIO }, isText) as Ratio | null,
    size: sizes?.all.find(({ value }) => value === input[sizes.name])?.label ?? null,
    guidance: read(model?.guidance, isNumber),
    steps: read(model?.steps, isNumber),
    strength: read(model?.strength, isNumber),
    elaborate: model?.elaborate !== undefined && input[model.elaborate.name] === true,
    outpaint: read(model?.outpaint, isText),
  };
}

const isText = (value: unknown): value is string => typeof value === "string";
const isNumber = (value: unknown): value is number => typeof value === "number";

/** The pictures that are brought, under the name by which the model takes them. */
export function pictureInput({ pictures }: Model, addresses: string[]): Record<string, unknown> {
  const [first] = addresses;
  if (!pictures || first === undefined) return {};
  return { [pictures.name]: pictures.isList ? addresses : first };
}
