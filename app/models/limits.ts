/** The longest prompt that may be ordered, in characters. */
export const LONGEST_PROMPT = 1000;
/** From so many characters on it is said how long a prompt is. */
export const COUNTED_FROM = 900;

/** The seeds of FLUX's random generator are unsigned 32-bit numbers. */
export const HIGHEST_SEED = 4_294_967_295;

/** The most pictures in one order. */
export const MOST_AT_ONCE = 4;

/** What one credit stands for, in millionths of a US dollar. */
export const CREDIT_MICRO_DOLLARS = 4_000;
/** What is added to Replicate's price, in percent: for refunds, storage, and what it takes to run the site. */
export const MARGIN_PERCENT = 30;

/** How detailed the pictures that are brought may be handed over to a model that is paid by their megapixels. */
export const DETAILS_MEGAPIXELS = [1, 2, 4] as const;

/** How long Replicate may take over a prediction of a model whose data says nothing, since it is not offered any more. */
export const DEADLINE_SECONDS = 300;
