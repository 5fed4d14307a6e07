/** JavaScript keeps every whole number of so many digits exactly. */
const MOST_DIGITS = 15;

/** The whole number that a text says in digits and nothing else; null for `0x10`, `1e3`, `-1`, `Infinity` and "". */
export function wholeNumberIn(text: string | null | undefined): number | null {
  return text && text.length <= MOST_DIGITS && /^[0-9]+$/.test(text) ? Number(text) : null;
}

/** The number that a text says in digits, with two behind a point at most; null for anything else. */
export function decimalIn(text: string): number | null {
  return text.length <= MOST_DIGITS && /^[0-9]+(\.[0-9]{1,2})?$/.test(text) ? Number(text) : null;
}
