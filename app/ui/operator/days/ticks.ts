/** So many steps an axis has at most. */
const MOST_STEPS = 4;

/**
 * Round numbers from 0 up to the first that is not below `most`: an axis whose steps are 1, 2 or 5 times a power of ten,
 * and no smaller than `least`.
 */
export function ticks(most: number, least: number): number[] {
  if (most <= 0) return [0, 1];
  const rough = Math.max(most / MOST_STEPS, least);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((times) => times * power).find((one) => one >= rough) ?? 10 * power;
  const steps = Math.ceil(most / step - 1e-9);
  // What is computed in decimals is rounded to them: 0.1 + 0.2 is no tick.
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  return Array.from({ length: steps + 1 }, (_, index) => Number((index * step).toFixed(decimals)));
}
