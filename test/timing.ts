import { expect } from "vitest";

/**
 * Expects that nobody can tell two kinds of answers apart by how long they took. They are compared as distributions, taken in
 * turns: how often one of the first kind is slower than one of the second (0.5 where they are alike, 0 or 1 where work is
 * left out for one of them), and their quartiles as ratios. Milliseconds say nothing on a busy machine.
 */
export function expectAlike(first: number[], second: number[]): void {
  const pairs = first.flatMap((one) =>
    second.map((other) => Number(one > other) + Number(one === other) / 2),
  );
  const slower = pairs.reduce((sum, pair) => sum + pair, 0) / pairs.length;
  const ratios = [0.25, 0.5, 0.75].map((share) => quantile(first, share) / quantile(second, share));
  const seen = JSON.stringify({ slower, ratios });
  expect([slower > 0.05, slower < 0.95], seen).toEqual([true, true]);
  expect(ratios.filter((ratio) => ratio < 0.5 || ratio > 2).length, seen).toBeLessThan(2);
}

function quantile(times: number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
}
