/** Why there is no picture, as a generation's `error_code` says it; `other` stands for a code no longer known. */
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
