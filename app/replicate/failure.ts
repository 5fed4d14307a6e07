/** Why a prediction failed, as far as Replicate's wording tells. */
export type Failing =
  /** The words or the picture were refused: the same again would be, too. */
  | "moderated"
  /** Something of Replicate's own that passes. */
  | "transient"
  | "unknown";

/** Codes say it for certain; words only where there is no code. */
const RULES: [Failing, RegExp][] = [
  ["moderated", /\bE005\b/i],
  ["transient", /\b(E1000|E1001|E003|E6716|E8765|E9243|E001)\b|\bcode\W{0,5}PA\b|\(PA\)/i],
  [
    "moderated",
    /\bNSFW\b|(?<!case.)\bsensitive\b|\bpolic(y|ies)\b|\bsafety\b|\bmoderat(ed|ion|or)\b|\bunsafe\b|\bprohibited\b|\bflagged\b|\binappropriate\b|\b(sexual|explicit|harmful|disallowed|restricted) content\b/i,
  ],
  ["transient", /CUDA|out of memory|timed? ?out|interrupted|unavailable|overloaded|high demand/i],
];

/** Replicate took its machine away in the middle, which it says of itself and does not say of the model. */
const INTERRUPTED = /\bcode\W{0,5}PA\b|\(PA\)|\binterrupted\b/i;

/** What a failure is called that passes by itself, once it has been tried often enough. */
export function lastingOf(error: string | null): "interrupted" | "failed" {
  return INTERRUPTED.test(error ?? "") ? "interrupted" : "failed";
}

/** Classifies Replicate's `error`; of an object the JSON text. Names such as `content_policy` count as words. */
export function failingOf(error: string | null): Failing {
  const words = (error ?? "").replaceAll("_", " ");
  return RULES.find(([, rule]) => rule.test(words))?.[0] ?? "unknown";
}

/** The code in Replicate's wording, the only part of it that may be logged; null when there is none. */
export function codeIn(error: string | null): string | null {
  return error?.match(/\bE\d{3,5}\b/)?.[0] ?? null;
}
