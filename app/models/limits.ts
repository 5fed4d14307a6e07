/** The longest prompt that may be ordered, in characters. */
export const LONGEST_PROMPT = 1000;

/** The seeds of FLUX's random generator are unsigned 32-bit numbers. */
export const HIGHEST_SEED = 4_294_967_295;

/** The most pictures in one order. */
export const MOST_AT_ONCE = 4;

/** How closely FLUX.1 [dev] keeps to the prompt: Replicate takes these values and no others. */
export const GUIDANCE = { lowest: 0, highest: 10, usual: 3 };
export const STEPS = { lowest: 1, highest: 50, usual: 28 };

/**
 * How long Replicate may take over one prediction, from its creation on, before it stops it by itself. A picture takes
 * seconds; the rest is for a model that starts cold, which those that enlarge and cut out do most often.
 */
export const DEADLINE_SECONDS = { make: 300, change: 300, enlarge: 600, cut_out: 600, extend: 300 };
