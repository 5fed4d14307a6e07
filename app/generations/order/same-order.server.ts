import { choicesIn } from "~/models/model-input.server";
import { modelById } from "~/models/models";
import { modelInput } from "../generation.server";
import { inputIdsOf, type OwnGeneration } from "../own-generation.server";

/** The form's fields that order this generation once more, as its visitor filled them in; a field for each picture. */
export function sameOrder(
  generation: Omit<OwnGeneration, "width" | "height">,
): [name: string, value: string][] {
  const { prompt, seed, seed_is_fixed, input_megapixels, parent_id } = generation;
  const model = modelById(generation.model);
  const { ratio, size, guidance, steps, strength, elaborate, outpaint } = choicesIn(
    model,
    modelInput(generation),
  );
  const fields = {
    ...{ model: model?.key, prompt, ratio, size, outpaint },
    ...{ guidance, steps, strength, detail: input_megapixels },
    elaborate: elaborate ? "1" : null,
    seed: seed_is_fixed ? seed : null,
    parent: parent_id,
  };
  const chosen = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  return [
    ...chosen.map(([name, value]): [string, string] => [name, String(value)]),
    ...inputIdsOf(generation).map((id): [string, string] => ["input", id]),
  ];
}
