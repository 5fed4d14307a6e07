/** How many credits the demo gives to whoever asks, as long as they have fewer than that. */
export const MORE_CREDITS = 100;
