import { type Generation, isOpen, modelInput } from "~/generations/generation.server";
import { isInLine } from "~/generations/line/line.server";
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
  "generation_history.prediction_id",
  "generation_history.next_attempt_at",
  "generation_history.error_code",
  "generation_history.image_id",
  "generation_history.input_id",
  "generation_history.created_at",
  "images.width",
  "images.height",
  "images.average_color",
] as const;

type OfCard = Pick<Generation, "input" | "status" | "prediction_id" | "next_attempt_at">;

export function asCard<Row extends OfCard>({ input, status, prediction_id, next_attempt_at, ...card }: Row) {
  const ratio: Ratio = choicesIn(undefined, modelInput({ input })).ratio ?? DEFAULT_RATIO;
  const waits = isInLine({ status, prediction_id, next_attempt_at });
  return { ...card, status: waits ? ("in_line" as const) : status, isOpen: isOpen({ status }), ratio };
}
