import { blend, type Colour, drawDisc, drawRidge, highestRow, lowestRow, mix } from "../canvas.server";
import { clamp, fractal1, noise1, smoothstep } from "../noise.server";
import { fillShape, place } from "../subjects/shape.server";
import { columns, type View } from "../view.server";
import { atColumn, conifer, type Spot } from "./ground.server";

export function paintHills(view: View, rows = 5, toBottom = 0.36): Spot {
  const { canvas, palette, width, height, unit, noiseSeed, horizonY, focusX } = view;
  const ridges = Array.from({ length: rows }, (_, i) => {
    const near = i / (rows - 1);
    const baseY = horizonY + height * toBottom * near ** 1.3;
    return columns(view, (x) => {
      const roll =
        noise1(x / unit / (0.4 + near * 0.5) + i * 5.1, noiseSeed + i * 17) * 0.8 +
        fractal1((x / unit) * 4, 2, noiseSeed + i) * 0.2;
      const knoll = i === rows - 1 ? 0.55 * Math.exp(-(((x - focusX) / (unit * 0.42)) ** 2)) : 0;
      return baseY - unit * (0.07 + 0.1 * near) * (roll - 0.4 + knoll);
    });
  });
  for (const [i, tops] of ridges.entries()) {
    const near = i / (rows - 1);
    const next = ridges[i + 1];
    const downTo = next ? lowestRow(next) : height;
    const colour = mix(mix(palette.far, palette.low, 0.3 * (1 - near)), palette.near, near ** 1.1);
    const sunny = mix(colour, palette.low, 0.32 * (1 - near * 0.5));
    drawRidge(canvas, {
      tops,
      crest: sunny,
      foot: mix(colour, palette.near, 0.3 * near),
      fadePx: unit * 0.16,
      downTo,
    });
    if (next) furrow(view, tops, colour, near, i, downTo);
    plant(view, tops, mix(colour, palette.near, 0.5), near, !next);
  }
  const front = ridges[rows - 1] ?? new Float32Array(width);
  return {
    x: focusX,
    y: atColumn(front, focusX) + unit * 0.008,
    size: unit * 0.3,
    ink: mix(palette.near, [0, 0, 0], 0.35),
  };
}

/** Paints the furrows of fields: lines that follow the land and fan out towards the viewer. */
function furrow(
  { canvas: { width, height, rgb }, unit, focusX, noiseSeed }: View,
  tops: Float32Array,
  [red, green, blue]: Colour,
  near: number,
  row: number,
  downTo: number,
) {
  const start = highestRow(tops);
  const end = Math.min(height, start + unit * 0.34, downTo);
  const vanishX = width - focusX + (row % 2 ? unit * 0.5 : -unit * 0.5);
  for (let y = start; y < end; y++) {
    for (let x = 0; x < width; x++) {
      const depth = y - atColumn(tops, x);
      if (depth < 1) continue;
      const patch = noise1((x / unit) * 2.4 + row * 9, noiseSeed + row * 3) > 0.5 ? 1 : 0.25;
      const fan = ((x - vanishX) / (depth + unit * 0.16)) * (11 - near * 4);
      const alpha = smoothstep(0.1, 0.8, Math.sin(fan)) * 0.3 * patch * clamp(depth / unit / 0.02);
      blend(rgb, (y * width + x) * 3, red, green, blue, alpha);
    }
  }
}

/** Plants round trees and firs in small groups. */
function plant(
  { canvas, palette, width, unit, random, focusX }: View,
  tops: Float32Array,
  colour: Colour,
  near: number,
  last: boolean,
) {
  const groups = Math.round((width / unit) * (last ? 3 : 5));
  for (let group = 0; group < groups; group++) {
    const at = random() * width;
    const count = 1 + Math.floor(random() * 5);
    const firs = random() < 0.4;
    for (let i = 0; i < count; i++) {
      const x = at + (random() - 0.5) * unit * 0.14;
      if (last && Math.abs(x - focusX) < unit * 0.22) continue;
      const size = unit * (0.018 + 0.045 * near) * (0.6 + random() * 0.7);
      const y = atColumn(tops, x) + size * 0.2;
      if (firs) {
        fillShape(canvas, place(conifer(random, 5, 0.24), x, y, size * 2.1), colour);
        continue;
      }
      fillShape(
        canvas,
        [
          [
            x - size * 0.07,
            y - size * 0.8,
            x + size * 0.07,
            y - size * 0.8,
            x + size * 0.09,
            y,
            x - size * 0.09,
            y,
          ],
        ],
        colour,
      );
      drawDisc(canvas, x, y - size * 1.05, size * 0.52, colour);
      drawDisc(
        canvas,
        x - size * 0.14,
        y - size * 1.17,
        size * 0.3,
        mix(colour, palette.low, 0.16),
        1,
        size * 0.3,
      );
    }
  }
}
