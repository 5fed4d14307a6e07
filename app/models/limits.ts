/** The longest prompt that may be ordered, in characters. */
export const LONGEST_PROMPT = 1000;

/** The seeds of FLUX's random generator are unsigned 32-bit numbers. */
export const HIGHEST_SEED = 4_294_967_295;

/** The most pictures in one order. */
export const MOST_AT_ONCE = 4;

/** How closely FLUX.1 [dev] keeps to the prompt: Replicate takes these values and no others. */
export const GUIDANCE = { lowest: 0, highest: 10, usual: 3 };
export const STEPS = { lowest: 1, highest: 50, usual: 28 };
