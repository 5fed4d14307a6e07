import type { ModelKey } from "~/models/models";

/** What each model is good for, in a few words. */
export const models: Record<ModelKey, string> = {
  klein: "Fast and cheap, from words or your pictures. Reads Chinese.",
  schnell: "Fast, for trying things out.",
  dev: "More detail, and more say in how.",
  krea: "Photographs that look real, not made.",
  pro: "Fine pictures, true to your words.",
  flux2: "Fine detail, from words or up to eight pictures.",
  flux2max: "FLUX at its finest.",
  kontext: "Changes one thing in a picture and keeps the rest.",
  kontextmax: "Changes pictures, with lettering that can be read.",
  nanobanana: "Keeps people and things the same from picture to picture.",
  seedream4: "Up to 4K, from words or several pictures.",
  seedream45: "Up to 4K, good at posters and small lettering.",
  qwen: "Writes English and Chinese into pictures.",
  crisp: "Sharper and larger, nothing repainted.",
  esrgan: "Twice or four times the size, nothing repainted.",
  cutout: "Keeps the subject and makes the background transparent.",
  fill: "Paints what lies beyond the edges.",
};
