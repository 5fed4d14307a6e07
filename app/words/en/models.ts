import type { ModelKey } from "~/models/models";

/** What each model is good for, in a few words. */
export const models: Record<ModelKey, string> = {
  schnell: "Fast, for trying things out.",
  dev: "More detail, and more say in how.",
  pro: "Fine pictures that keep to the prompt.",
  kontext: "Changes a picture of yours.",
  flux2: "The newest, with or without a picture of yours.",
};
