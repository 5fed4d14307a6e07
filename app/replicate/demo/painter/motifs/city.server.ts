import { type Colour, mix } from "../canvas.server";
import { fillShape } from "../subjects/shape.server";
import { has, type View } from "../view.server";
import type { Spot } from "./ground.server";
import { mirrorBelow } from "./mirror.server";

const ROWS = 4;

export function paintCity(view: View): Spot {
  const { palette, height, unit, focusX } = view;
  const water = has(view, "water") || has(view, "rain");
  const groundY = height * (water ? 0.8 : 1);
  for (let i = 0; i < ROWS; i++) {
    const near = i / (ROWS - 1);
    const colour = mix(mix(palette.far, palette.low, 0.3 * (1 - near)), palette.near, near ** 0.9);
    paintRow(view, groundY, near, colour, mix(colour, palette.low, 0.6 * (1 - near)));
  }
  if (water) mirrorBelow(view, groundY, 1.6);
  return { x: focusX, y: groundY, size: unit * 0.34, ink: mix(palette.near, [0, 0, 0], 0.4) };
}

function paintRow(view: View, groundY: number, near: number, colour: Colour, foot: Colour) {
  const { canvas, width, unit, random, focusX } = view;
  const tallest = Math.min(groundY * 0.7, unit * 0.9);
  let x = -random() * unit * 0.1;
  while (x < width) {
    const wide = unit * (0.045 + 0.06 * random()) * (0.75 + near * 0.65);
    const centre = Math.exp(-(((x + wide / 2 - focusX) / (unit * 0.5)) ** 2));
    const tall = tallest * (0.3 + 0.42 * random() ** 1.4 + 0.34 * centre * random()) * (1.12 - near * 0.66);
    const top = groundY - tall;
    fillShape(canvas, [roof(random, x, wide, top, groundY)], colour, 1, foot);
    if (near > 0.3) lightWindows(view, x, wide, top, groundY, near, colour);
    x += wide * (0.86 + random() * 0.34);
  }
}

/** The outline of a building, whose roof is flat, stepped, slanted, with a spire, or domed. */
function roof(random: () => number, x: number, wide: number, top: number, ground: number): number[] {
  const right = x + wide;
  const middle = x + wide / 2;
  const kind = random();
  const body = [right, ground, x, ground];
  if (kind < 0.36) return [x, top, right, top, ...body];
  if (kind < 0.56) {
    const [one, two] = [wide * 0.16, wide * 0.32];
    return [
      ...[x, top, x + one, top, x + one, top - one, x + two, top - one, x + two, top - two * 1.2],
      ...[
        right - two,
        top - two * 1.2,
        right - two,
        top - one,
        right - one,
        top - one,
        right - one,
        top,
        right,
        top,
      ],
      ...body,
    ];
  }
  if (kind < 0.7) return [x, top, right, top - wide * 0.4, ...body];
  if (kind < 0.88) {
    const mast = wide * 0.035;
    const tip = top - wide * (0.8 + random());
    const neck = top - wide * 0.3;
    return [
      x,
      top,
      middle - wide * 0.14,
      neck,
      middle - mast,
      neck,
      middle,
      tip,
      middle + mast,
      neck,
      middle + wide * 0.14,
      neck,
      right,
      top,
      ...body,
    ];
  }
  const dome = Array.from({ length: 13 }, (_, i) => (i / 12) * Math.PI).flatMap((angle) => [
    middle - Math.cos(angle) * wide * 0.5,
    top - Math.sin(angle) * wide * 0.42,
  ]);
  return [...dome, ...body];
}

function lightWindows(
  view: View,
  x: number,
  wide: number,
  top: number,
  ground: number,
  near: number,
  wall: Colour,
) {
  const { canvas, palette, random, unit } = view;
  const step = unit * 0.0085 * (0.9 + near * 0.5);
  const lit = palette.dark ? 0.46 : 0.24;
  const tint =
    has(view, "neon") && random() < 0.4 ? palette.low : mix(palette.accent, palette.light, random() * 0.6);
  const glass = palette.dark ? mix(wall, tint, 0.25 + near * 0.65) : mix(wall, palette.low, 0.45);
  const mosaic = random() < 0.3;
  for (let y = top + step; y < ground - step; y += step * (mosaic ? 1.5 : 1.9)) {
    const floorLit = random() < 0.12 ? 0.9 : lit * (0.4 + random());
    for (let at = x + step * 0.8; at < x + wide - step * 1.2; at += step * (mosaic ? 2.6 : 1.5)) {
      if (random() > floorLit) continue;
      const right = at + step * (mosaic ? 1.8 : 0.8);
      const bottom = y + step * 0.95;
      fillShape(canvas, [[at, y, right, y, right, bottom, at, bottom]], glass, 0.35 + random() * 0.65);
    }
  }
}
