import { blend, mix } from "../canvas.server";
import { clamp, hash2, noise2 } from "../noise.server";
import type { View } from "../view.server";

/** Paints still water: what is above the line, upside down, darker towards the viewer, broken by ripples. */
export function mirrorBelow(
  { canvas: { width, height, rgb }, palette, unit, noiseSeed, sun }: View,
  lineY: number,
  ripple = 1,
) {
  const line = Math.floor(lineY);
  const [red, green, blue] = mix(palette.top, palette.near, 0.35);
  for (let y = line; y < height; y++) {
    const depth = (y - line) / (height - line);
    const source = Math.max(0, Math.floor(line - 1 - (y - line) * 1.15));
    const wobble = noise2(((y - line) / unit) * 95 * (1.2 - depth), 0.5, noiseSeed + 60) - 0.5;
    const shift = Math.round(wobble * unit * 0.03 * depth * ripple);
    const shade = 0.12 + 0.4 * depth + (hash2(y >> 1, 3, noiseSeed) - 0.5) * 0.05;
    for (let x = 0; x < width; x++) {
      const from = (source * width + clamp(x + shift, 0, width - 1)) * 3;
      const at = (y * width + x) * 3;
      blend(rgb, at, rgb[from] ?? 0, rgb[from + 1] ?? 0, rgb[from + 2] ?? 0, 1);
      blend(rgb, at, red, green, blue, shade);
    }
  }
  glitter({ width, height, rgb }, sun.x, line, unit, noiseSeed, mix(palette.light, palette.low, 0.3));
}

/** Paints the sun's path on the water: rows of sparks that widen towards the viewer. */
export function glitter(
  { width, height, rgb }: { width: number; height: number; rgb: Float32Array },
  sunX: number,
  line: number,
  unit: number,
  seed: number,
  [red, green, blue]: readonly [number, number, number],
  strength = 1,
) {
  for (let y = line; y < height; y++) {
    const depth = (y - line) / unit;
    const perspective = 1 / (depth + 0.035);
    const reach = unit * (0.05 + depth * 0.26);
    const row = Math.log(depth + 0.02) * 34;
    for (let x = Math.max(0, Math.floor(sunX - reach)); x < Math.min(width, sunX + reach); x++) {
      const aside = Math.abs(x - sunX) / reach;
      const spark = noise2(((x - sunX) / unit) * perspective * 2.6 + 90, row, seed + 5);
      const alpha = clamp((spark - 0.42 - aside * 0.42) * 5) * (1 - aside) * strength * 0.85;
      if (alpha > 0) blend(rgb, (y * width + x) * 3, red, green, blue, alpha);
    }
  }
}
