import { blend, drawGlow, drawRidge, lowestRow, mix } from "../canvas.server";
import { fractal1, fractal2, smoothstep } from "../noise.server";
import { eachSoftRow } from "../soft.server";
import { fillShape, place } from "../subjects/shape.server";
import { columns, has, type View } from "../view.server";
import { atColumn, conifer, type Spot } from "./ground.server";

const ROWS = 5;

export function paintForest(view: View): Spot {
  const { canvas, palette, width, height, unit, noiseSeed, random, horizonY, focusX, sun } = view;
  const floors = Array.from({ length: ROWS }, (_, i) => {
    const near = i / (ROWS - 1);
    const roll = (x: number) => fractal1((x / unit) * 1.7, 3, noiseSeed + i * 20) - 0.5;
    return columns(view, (x) => horizonY + height * 0.36 * near ** 1.25 + unit * 0.12 * roll(x));
  });
  let ink = palette.near;
  for (const [i, tops] of floors.entries()) {
    const near = i / (ROWS - 1);
    const next = floors[i + 1];
    const colour = mix(mix(palette.far, palette.low, 0.35 * (1 - near)), palette.near, near ** 1.2);
    const foot = mix(colour, palette.low, 0.75 * (1 - near) + 0.08);

    const tall = unit * (0.16 + 0.34 * near);
    const count = Math.round(((width / unit) * 30) / (1 + near * 1.7));
    for (let tree = 0; tree < count; tree++) {
      const x = ((tree + random() * 1.1) / count) * width;
      const clear = Math.abs(x - focusX) / unit;
      const size =
        tall *
        (0.55 + 0.65 * random()) *
        (near > 0.4 ? 0.35 + 0.95 * smoothstep(0.02, 0.55 - 0.15 * near, clear) : 1);
      const shape = conifer(random, 6 + Math.round(near * 6), 0.17 + 0.05 * random());
      const tone = mix(colour, palette.light, random() * 0.07);
      fillShape(
        canvas,
        place(shape, x, atColumn(tops, x) + size * 0.13, size),
        tone,
        1,
        mix(tone, foot, 0.8),
      );
    }
    drawRidge(canvas, {
      tops,
      crest: mix(colour, foot, 0.8),
      foot: next ? foot : mix(colour, [0, 0, 0], 0.25),
      fadePx: unit * 0.15,
      downTo: next && lowestRow(next),
    });
    if (i < ROWS - 1) drawMist(view, atColumn(tops, focusX), 0.42 * (1 - near));
    if (i === 1) drawGlow(canvas, sun.x, sun.y, unit * 0.7, palette.light, 0.28);
    ink = colour;
  }
  if (!has(view, "rain")) paintShafts(view);
  const front = floors[ROWS - 1] ?? new Float32Array(width);
  return {
    x: focusX,
    y: Math.min(height * 0.95, atColumn(front, focusX) + unit * 0.03),
    size: unit * 0.3,
    ink: mix(ink, [0, 0, 0], 0.3),
  };
}

function drawMist({ canvas, palette, noiseSeed, unit }: View, y: number, strength: number) {
  const [red, green, blue] = mix(palette.low, palette.light, 0.3);
  const { width, rgb } = canvas;
  const half = unit * 0.16;
  eachSoftRow(
    canvas,
    8,
    [Math.max(0, Math.floor(y - half)), Math.floor(y + half)],
    (x, at) => fractal2((x / unit) * 2, (at / unit) * 6, 3, noiseSeed + Math.floor(y)),
    (at, values) => {
      const most = Math.max(0, 1 - ((at - y) / half) ** 2) * strength;
      for (let x = 0; x < width; x++) {
        blend(rgb, (at * width + x) * 3, red, green, blue, most * smoothstep(0.25, 0.75, values[x] ?? 0));
      }
    },
  );
}

function paintShafts({ canvas, palette, sun, height, unit, random }: View) {
  for (let i = 0; i < 7; i++) {
    const slant = (random() - 0.5) * unit * 1.5;
    const wide = unit * (0.02 + random() * 0.05);
    const foot = height * (0.8 + random() * 0.15);
    const shaft = [
      sun.x - wide * 0.15,
      sun.y,
      sun.x + wide * 0.15,
      sun.y,
      sun.x + slant + wide,
      foot,
      sun.x + slant - wide,
      foot,
    ];
    fillShape(canvas, [shaft], palette.light, 0.08, palette.light, 0);
  }
}
