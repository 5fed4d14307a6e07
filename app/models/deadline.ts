import { DEADLINE_SECONDS } from "./limits";
import { modelById } from "./models";

/** In seconds: how long Replicate may take over a prediction of the model with that id; one not offered any more included. */
export function deadlineOf(id: string): number {
  const model = modelById(id);
  return model?.picture === "required" ? DEADLINE_SECONDS.change : DEADLINE_SECONDS.make;
}
