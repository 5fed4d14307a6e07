import type { Person } from "~/accounts/user";
import { modelInput } from "~/generations/generation.server";
import { type OwnGeneration, ownGenerations } from "~/generations/own-generation.server";
import { viewOf } from "~/generations/view.server";
import { choicesIn } from "~/models/model-input.server";
import { modelById, modelName } from "~/models/models";
import { anyOf } from "~/platform/ids.server";
import type { Services } from "~/services.server";
import type { Words } from "~/words/words";

/** What two pictures are told apart by, in the order in which it is shown. */
const SETTINGS = [
  ...["prompt", "model", "ratio", "size", "seed"],
  ...["guidance", "steps", "strength", "elaborate", "outpaint", "inputs"],
] as const satisfies Setting[];

export type Setting = keyof Words["compare"]["settingNames"];

/** A setting that either picture has, in both; null where one has none. */
export type Difference = { setting: Setting; values: [string | null, string | null]; differs: boolean };

/** Two of the visitor's own pictures and their settings, in one round trip; null unless both are there. */
export async function compared(using: Services, user: Person, [a, b]: readonly [string, string]) {
  const rows = await ownGenerations(using, user)
    .where("generation_history.id", "in", anyOf([a, b]))
    .where("generation_history.image_id", "is not", null)
    .execute();
  const [first, second] = [a, b].map((id) => rows.find((row) => row.id === id));
  if (!first || !second) return null;
  return { pictures: [shown(first), shown(second)] as const, settings: settingsOf(first, second) };
}

export type Compared = NonNullable<Awaited<ReturnType<typeof compared>>>;

function shown(generation: OwnGeneration) {
  const { id, prompt, size, color, hasAlpha } = viewOf(generation);
  const { favorite, image_id, input_id } = generation;
  const made = { image_id: image_id ?? "", input_id };
  return { id, prompt, size, color, hasAlpha, made, isFavorite: favorite === 1 };
}

function settingsOf(first: OwnGeneration, second: OwnGeneration): Difference[] {
  const [one, other] = [valuesOf(first), valuesOf(second)];
  return SETTINGS.map((setting) => {
    const values: Difference["values"] = [one[setting] ?? null, other[setting] ?? null];
    return { setting, values, differs: values[0] !== values[1] };
  }).filter(({ values }) => values.some((value) => value !== null));
}

function valuesOf(generation: OwnGeneration): Partial<Record<Setting, string | null>> {
  const { prompt, model, size, seed, inputs, ratio } = viewOf(generation);
  const { guidance, steps, strength, elaborate, outpaint } = choicesIn(
    modelById(model),
    modelInput(generation),
  );
  const text = (value: unknown) =>
    value === undefined || value === null || value === false ? null : String(value);
  return {
    ...{ prompt, model: modelName(model), ratio, size: size.join(" × "), seed: text(seed) },
    ...{ guidance: text(guidance), steps: text(steps), strength: text(strength) },
    elaborate: elaborate ? "✓" : null,
    outpaint: outpaint ?? null,
    inputs: inputs.length > 0 ? String(inputs.length) : null,
  };
}
