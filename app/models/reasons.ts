/**
 * Why there is no picture, as a generation's `error_code` says it; `other` stands for a code no longer known. Those in
 * `_kept` are what Replicate billed beyond what is free in a day: their credit was not given back.
 */
export const REASONS = [
  "moderated",
  "moderated_kept",
  "unavailable",
  "busy",
  "failed",
  "interrupted",
  "too_slow",
  "canceled",
  "canceled_kept",
  "day_is_spent",
  "bad_picture",
  "not_cut_out",
  "no_answer",
  "not_brought",
  "other",
] as const;

export type Reason = (typeof REASONS)[number];

export function reasonOf(errorCode: string | null): Reason {
  return REASONS.find((reason) => reason === errorCode) ?? "other";
}

/** Whether the credit was kept, though there is no picture. */
export function isCreditKept(errorCode: string | null): boolean {
  return reasonOf(errorCode).endsWith("_kept");
}

/** What the same order would come to again, or today. */
const SAME_AGAIN: Reason[] = ["moderated", "moderated_kept", "not_cut_out", "day_is_spent"];

/** Whether the same order may have another end when it is tried again. */
export function mayComeNextTime(reason: Reason): boolean {
  return !SAME_AGAIN.includes(reason);
}
