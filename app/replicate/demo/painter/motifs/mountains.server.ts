import { blend, drawRidge, lowestRow, mix } from "../canvas.server";
import { crests1, fractal1, smoothstep } from "../noise.server";
import { fillShape, place } from "../subjects/shape.server";
import { columns, has, type View } from "../view.server";
import { atColumn, conifer, type Spot } from "./ground.server";
import { mirrorBelow } from "./mirror.server";

const RIDGES = 6;

export function paintMountains(view: View): Spot {
  const { palette, height, unit, noiseSeed, horizonY, sun, canvas } = view;
  const water = has(view, "water");
  const shoreY = height * 0.76;
  const baseOf = (near: number) =>
    horizonY - unit * 0.02 + (water ? shoreY - horizonY : height * 0.3) * near ** 1.3;
  const ridges = Array.from({ length: RIDGES }, (_, i) => {
    const near = i / (RIDGES - 1);

    const tall = unit * (0.36 - 0.2 * near) * (i === 0 ? 0.75 : 1);
    const wide = unit * (0.62 - 0.12 * near);
    return columns(view, (x) => {
      const massif = fractal1(x / wide / 1.6 + i * 13.7, 2, noiseSeed + i * 50);
      const crest = crests1(x / wide + i * 7.3, 6, noiseSeed + i * 50 + 9);
      return baseOf(near) + unit * 0.05 - tall * (0.25 + 1.1 * massif) * (crest ** 1.4 * 1.15);
    });
  });
  for (const [i, tops] of ridges.entries()) {
    const near = i / (RIDGES - 1);
    const next = ridges[i + 1];
    const crest = mix(palette.far, palette.near, near ** 1.15);
    const colour = mix(crest, palette.mid, 0.3 * (1 - near) ** 2);
    const light = slopes(tops, sun.x, unit);
    drawRidge(canvas, {
      tops,
      crest: colour,
      foot: mix(colour, palette.low, 0.62 - 0.42 * near),
      fadePx: unit * 0.26,
      downTo: next && lowestRow(next),

      relief: { light, slant: 0.55, strength: 26 * (1 - near * 0.55), depthPx: unit * 0.22 },
    });
    if (i > 0 && i < 4 && (has(view, "snow") || (view.scene.time === "day" && i < 3)))
      capWithSnow(view, tops, light, baseOf(near));
  }
  if (water) mirrorBelow(view, shoreY);
  return paintForeground(view, water);
}

/** The light on each column of a slope, from -1 in full shade to 1 facing the sun. */
function slopes(tops: Float32Array, sunX: number, unit: number): Float32Array {
  const span = Math.max(3, Math.round(unit * 0.006));
  return tops.map((_, x) => {
    const rise = (atColumn(tops, x - span) - atColumn(tops, x + span)) / (2 * span);
    const towards = x < sunX ? -1 : 1;
    return Math.max(-1, Math.min(1, rise * towards * 1.6));
  });
}

function capWithSnow(
  { canvas, palette, width, unit, noiseSeed }: View,
  tops: Float32Array,
  light: Float32Array,
  baseY: number,
) {
  const lit = mix([255, 255, 255], palette.light, 0.5);
  const shaded = mix(lit, palette.mid, 0.55);
  for (let x = 0; x < width; x++) {
    const top = atColumn(tops, x);
    const above = (baseY - top) / unit;
    const depth = unit * (above - 0.1) * 0.55 * (0.35 + 1.1 * fractal1((x / unit) * 26, 3, noiseSeed + 77));
    for (let d = 0; d < depth; d++) {
      const y = Math.floor(top) + d;
      if (y < 0 || y >= canvas.height) continue;
      const facing = atColumn(light, x + d * 0.55);
      const [red, green, blue] = mix(shaded, lit, smoothstep(-0.35, 0.35, facing));
      const alpha = (1 - smoothstep(0.75, 1, d / depth)) * (d === 0 ? 1 - (top % 1) : 1);
      const at = (y * width + x) * 3;
      blend(canvas.rgb, at, red, green, blue, alpha);
    }
  }
}

/** Closes the picture at the bottom with a dark slope of firs, and says where a subject stands on it. */
function paintForeground(view: View, water: boolean): Spot {
  const { canvas, palette, width, height, unit, noiseSeed, random, focusX } = view;
  const lean = focusX < width / 2 ? 1 : -1;
  const tops = columns(view, (x) => {
    const side = lean > 0 ? x / width : 1 - x / width;
    const bank = water
      ? 0.07 - 0.2 * smoothstep(0.45, 0, side) - 0.06 * smoothstep(0.75, 1, side)
      : -0.1 * smoothstep(0.7, 0, side);
    return (
      height * (water ? 0.95 : 0.9) + unit * (bank + 0.05 * fractal1((x / unit) * 3, 3, noiseSeed + 400))
    );
  });
  const ink = mix(palette.near, [0, 0, 0], 0.25);
  drawRidge(canvas, { tops, crest: ink, foot: mix(ink, [0, 0, 0], 0.3), fadePx: unit * 0.2 });
  for (let i = 0; i < (width / unit) * 46; i++) {
    const x = random() * width;
    const clear = Math.abs(x - focusX) / unit;
    if (atColumn(tops, x) > height || (view.scene.subject && clear < 0.13)) continue;
    const size = unit * (0.05 + 0.13 * random() ** 2) * (0.55 + smoothstep(0, 0.6, clear) * 0.75);
    fillShape(canvas, place(conifer(random), x, atColumn(tops, x) + size * 0.06, size), ink);
  }
  return {
    x: focusX,
    y: Math.min(height * 0.97, atColumn(tops, focusX) + unit * 0.01),
    size: unit * 0.34,
    ink,
  };
}
