/** Neighbouring shapes differ by so much in their form, and the stylesheet knows so many to either side of the square. */
const STEP = 1.05;
const MOST = 24;

/**
 * The form of a picture as a step from the square, which the stylesheet has a ratio for: style attributes are forbidden. At
 * most 2.5 % off, so that what a row cuts off stays below 15 % with it.
 */
export function shapeOf(width: number, height: number): number {
  const steps = Math.round(Math.log(width / height) / Math.log(STEP));
  return Math.max(-MOST, Math.min(MOST, steps));
}
