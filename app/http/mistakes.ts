/** All that can be wrong with what a visitor sent, as words of ours: every language says each in a sentence. */
export const MISTAKES = [
  "incomplete",
  "unknown_field",
  "not_text",
  "sent_twice",
  "prompt_empty",
  "prompt_too_long",
  "model_unknown",
  "ratio_unknown",
  "ratio_not_of_model",
  "seed_range",
  "count_range",
  "guidance_range",
  "steps_range",
  "price_rose",
  "picture_missing",
  "picture_signed_out",
  "picture_gone",
  "picture_empty",
  "picture_too_large",
  "picture_wrong_kind",
  "picture_too_many_pixels",
  "picture_damaged",
  "picture_moves",
  "picture_lies",
  "pictures_too_many",
  "email_empty",
  "email_too_long",
  "email_malformed",
  "email_taken",
  "password_empty",
  "password_not_chosen",
  "password_too_short",
  "password_too_long",
  "sign_in_wrong",
  "search_too_long",
  "search_without_words",
  "state_unknown",
  "favorite_unknown",
  "day_malformed",
  "days_reversed",
] as const;

export type Mistake = (typeof MISTAKES)[number];

export function isMistake(text: string): text is Mistake {
  return (MISTAKES as readonly string[]).includes(text);
}
