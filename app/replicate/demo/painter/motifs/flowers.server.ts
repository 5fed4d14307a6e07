import { type Colour, drawDisc, mix } from "../canvas.server";
import { fillShape } from "../subjects/shape.server";
import type { View } from "../view.server";
import type { Spot } from "./ground.server";
import { paintHills } from "./hills.server";

const ROWS = 26;

export function paintFlowers(view: View): Spot {
  const { palette, height, unit, random, horizonY, focusX } = view;
  paintHills(view, 4, 0.12);
  const petals = [
    palette.wears,
    mix(palette.accent, palette.light, 0.45),
    mix(palette.accent, palette.mid, 0.5),
    mix(palette.light, palette.low, 0.35),
  ];
  const startY = horizonY + height * 0.1;
  for (let row = 0; row < ROWS; row++) {
    const near = row / (ROWS - 1);
    paintRow(view, startY + (height * 1.04 - startY) * near ** 1.7, near, petals);
  }
  const y = startY + (height - startY) * (0.12 + random() * 0.05);
  return { x: focusX, y, size: unit * 0.3, ink: mix(palette.near, [0, 0, 0], 0.3) };
}

function paintRow(view: View, y: number, near: number, petals: Colour[]) {
  const { palette, width, unit, random } = view;
  const size = unit * (0.004 + 0.05 * near ** 1.8);
  const count = Math.round((width / size) * (0.42 - near * 0.18));
  const haze = 0.35 * (1 - near);
  for (let i = 0; i < count; i++) {
    const x = random() * width;
    const drift = (random() - 0.5) * unit * (0.02 + 0.07 * near);
    const petal = petals[Math.floor(random() ** 1.7 * petals.length)] ?? palette.accent;
    const own = size * (0.65 + random() * 0.6);
    paintFlower(view, x, y + drift, own, mix(petal, palette.low, haze), near);
  }
}

/** Paints a flower: a dot in the distance, a bloom on a stem near by. */
function paintFlower(
  { canvas, palette, random }: View,
  x: number,
  y: number,
  size: number,
  petal: Colour,
  near: number,
) {
  const leaf = mix(mix(palette.far, palette.near, 0.25 + 0.6 * near), petal, 0.08 * random());
  if (near < 0.3) {
    drawDisc(canvas, x, y + size * 0.8, size * 0.8, leaf, 0.8);
    drawDisc(canvas, x, y, size * 0.62, petal, 0.95);
    return;
  }
  const sway = (random() - 0.5) * size * 0.9;
  const stem = size * 0.06;
  const foot = y + size * 3.4;
  fillShape(
    canvas,
    [[x - stem, y, x + stem, y, x + sway + stem * 1.6, foot, x + sway - stem * 1.6, foot]],
    leaf,
  );
  const side = random() < 0.5 ? -1 : 1;
  const [leafX, leafY] = [x + sway * 0.5, y + size * 1.9];
  fillShape(
    canvas,
    [
      [
        leafX,
        leafY,
        leafX + side * size * 0.75,
        leafY - size * 0.75,
        leafX + side * size * 0.35,
        leafY + size * 0.1,
      ],
    ],
    leaf,
  );
  const turn = random() * Math.PI;
  const squash = 0.62 + random() * 0.3;
  const leaves = size > 16 ? 8 : 6;
  for (let i = 0; i < leaves; i++) {
    const angle = turn + (i / leaves) * 2 * Math.PI;
    const tone = mix(petal, i % 2 ? palette.light : palette.near, i % 2 ? 0.1 : 0.08);
    drawDisc(
      canvas,
      x + Math.cos(angle) * size * 0.46,
      y + Math.sin(angle) * size * 0.46 * squash,
      size * 0.27,
      tone,
    );
  }
  drawDisc(canvas, x, y, size * 0.3, mix(petal, palette.near, 0.25));
  drawDisc(canvas, x, y, size * 0.2, mix(palette.low, [255, 205, 70], 0.6));
}
