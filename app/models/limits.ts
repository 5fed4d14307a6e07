/** In characters. */
export const LONGEST_PROMPT = 1000;

/** The seeds of FLUX's random generator are unsigned 32-bit numbers. */
export const HIGHEST_SEED = 4_294_967_295;

/** Pictures of one order. */
export const MOST_AT_ONCE = 4;

/** FLUX.1 [dev] takes these and no others. */
export const GUIDANCE = { lowest: 0, highest: 10, usual: 3 };
export const STEPS = { lowest: 1, highest: 50, usual: 28 };
