import type { Colour } from "../canvas.server";
import type { Outlines } from "../subjects/shape.server";

/** The place on the ground where a subject would stand, with its size and its ink. */
export type Spot = { x: number; y: number; size: number; ink: Colour };

export const atColumn = (tops: Float32Array, x: number) =>
  tops[Math.max(0, Math.min(tops.length - 1, Math.round(x)))] ?? 0;

/** The outline of a conifer, one unit high, with its foot at 0, 0. */
export function conifer(random: () => number, tiers = 7, spread = 0.2): Outlines {
  const right: number[] = [0, -1];
  const left: number[] = [];
  for (let tier = 1; tier <= tiers; tier++) {
    const y = -1 + (tier / tiers) * 0.9;
    const reach = spread * (0.12 + (0.88 * tier) / tiers);
    const droopPx = 0.035;
    right.push(reach * (0.8 + random() * 0.35), y + droopPx, reach * 0.42, y);
    left.push(-reach * 0.42, y, -reach * (0.8 + random() * 0.35), y + droopPx);
  }
  const mirrored: number[] = [];
  for (let i = left.length - 2; i >= 0; i -= 2) mirrored.push(left[i] ?? 0, left[i + 1] ?? 0);
  // The left side is drawn from the bottom up, where each tier's tip comes after its inner corner.
  const climbing: number[] = [];
  for (let i = 0; i < mirrored.length; i += 4) climbing.push(...mirrored.slice(i, i + 4));
  return [[...right, 0.018, -0.1, 0.018, 0, -0.018, 0, -0.018, -0.1, ...climbing]];
}
