/** Why there is no picture, as a generation's `error_code` has it; `other` is any code that is not known any more. */
export const REASONS = [
  "moderated",
  "unavailable",
  "busy",
  "failed",
  "canceled",
  "bad_picture",
  "no_answer",
  "other",
] as const;

export type Reason = (typeof REASONS)[number];

export function reasonOf(errorCode: string | null): Reason {
  return REASONS.find((reason) => reason === errorCode) ?? "other";
}
