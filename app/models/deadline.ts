import { DEADLINE_SECONDS } from "./limits";
import { modelById } from "./models";

/** In seconds from its creation: how long Replicate may take over a prediction of the model with that id. */
export function deadlineOf(id: string): number {
  return modelById(id)?.deadlineSeconds ?? DEADLINE_SECONDS;
}
