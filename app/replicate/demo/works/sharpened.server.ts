import type { Pixels } from "~/platform/codecs.server";
import { clamp } from "../painter/noise.server";

const STRENGTH = 1.1;
/** How far beyond its neighbours a pixel may be pushed, in levels of 256: more would draw a line along every edge. */
const OVERSHOOT = 5;

/** Makes edges steeper: each pixel is pushed away from the mean of its neighbours, though hardly beyond them. */
export function sharpened({ data, width, height }: Pixels): Pixels {
  const sharp = new Uint8ClampedArray(data.length);
  for (let y = 0; y < height; y++) {
    const [above, below] = [Math.max(0, y - 1) * width, Math.min(height - 1, y + 1) * width];
    for (let x = 0; x < width; x++) {
      const [left, right] = [Math.max(0, x - 1), Math.min(width - 1, x + 1)];
      const at = (y * width + x) * 4;
      const around = [
        above + left,
        above + x,
        above + right,
        y * width + left,
        y * width + right,
        below + left,
        below + x,
        below + right,
      ];
      for (let part = 0; part < 3; part++) {
        const own = data[at + part] ?? 0;
        let [sum, low, high] = [0, own, own];
        for (const neighbour of around) {
          const level = data[neighbour * 4 + part] ?? 0;
          sum += level;
          if (level < low) low = level;
          if (level > high) high = level;
        }
        sharp[at + part] = clamp(own + STRENGTH * (own - sum / 8), low - OVERSHOOT, high + OVERSHOOT);
      }
      sharp[at + 3] = data[at + 3] ?? 255;
    }
  }
  return { data: sharp, width, height };
}
