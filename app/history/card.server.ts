import { modelInput } from "~/generations/generation.server";
import { choicesIn } from "~/models/model-input.server";
import { DEFAULT_RATIO, type Ratio } from "~/models/ratios";

/** What a card shows, of a generation joined with its image. */
export const CARD_COLUMNS = [
  "generation_history.id",
  "generation_history.position",
  "generation_history.prompt",
  "generation_history.input",
  "generation_history.favorite",
  "generation_history.status",
  "generation_history.error_code",
  "generation_history.image_id",
  "generation_history.created_at",
  "images.width",
  "images.height",
  "images.average_color",
] as const;

export function asCard<Row extends { input: string }>({ input, ...card }: Row) {
  const ratio: Ratio = choicesIn(undefined, modelInput({ input })).ratio ?? DEFAULT_RATIO;
  return { ...card, ratio };
}
