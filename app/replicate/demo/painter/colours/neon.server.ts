import { blend, type Colour, mix } from "../canvas.server";
import { clamp } from "../noise.server";
import type { View } from "../view.server";
import { grade, lightOf } from "./grade.server";

const PINK: Colour = [255, 60, 190];
const CYAN: Colour = [40, 230, 255];

/** Darkens the picture and makes every edge a tube of light: pink on the left, cyan on the right. */
export function glowAtEdges({ canvas, palette }: View) {
  const { width, height, rgb } = canvas;
  const light = new Float32Array(width * height);
  for (let i = 0; i < light.length; i++)
    light[i] = lightOf([rgb[i * 3] ?? 0, rgb[i * 3 + 1] ?? 0, rgb[i * 3 + 2] ?? 0]);
  grade(canvas, (pixel, level) =>
    mix(mix([0, 0, 0], pixel, 0.45), mix(palette.top, palette.low, level), 0.45),
  );

  const at = (x: number, y: number) => light[clamp(y, 0, height - 1) * width + clamp(x, 0, width - 1)] ?? 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const edge = Math.hypot(at(x + 2, y) - at(x - 2, y), at(x, y + 2) - at(x, y - 2));
      const [red, green, blue] = mix(PINK, CYAN, x / width);
      blend(rgb, (y * width + x) * 3, red, green, blue, clamp((edge - 0.05) * 3.5) * 0.9);
    }
  }
}
