import { DEADLINE_SECONDS } from "../limits";
import type { Size } from "../model";

/** What models of several houses have in common. The facts are those of Replicate's model pages and schemas of April to September 2026. */

export const WEBP = { output_format: "webp", output_quality: 80 };
/** The `safety_tolerance`: Replicate's default for text, and the most that Kontext allows with a picture. */
export const TOLERANCE = { safety_tolerance: 2 };
export const CHECKED = { disable_safety_checker: false };

/** What a model has that is asked in words. */
export const WORDS = {
  isOffered: true,
  hasPrompt: true,
  hasSeed: true,
  readsChinese: false,
  deadlineSeconds: DEADLINE_SECONDS,
};

export const megapixels = (...all: [value: string, megapixels: number][]): Size[] =>
  all.map(([value, megapixels]) => ({ label: `${megapixels} MP`, value, megapixels }));
