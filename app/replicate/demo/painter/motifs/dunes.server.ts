import { blend, type Canvas, type Colour, drawRidge, highestRow, lowestRow, mix } from "../canvas.server";
import { clamp, fractal2, noise1, smoothstep } from "../noise.server";
import { columns, type View } from "../view.server";
import { atColumn, type Spot } from "./ground.server";

const ROWS = 6;

/** A dune is long on the side of the sun and short on the other; all measures are in pixels. */
type Dune = { peakX: number; tall: number; sunward: number; leeward: number; baseY: number };

export function paintDunes(view: View): Spot {
  const { canvas, palette, height, unit, focusX } = view;
  const rows = Array.from({ length: ROWS }, (_, row) => {
    const dunes = dunesOf(view, row / (ROWS - 1));
    return { dunes, tops: columns(view, (x) => Math.min(...dunes.map((dune) => topOf(view, dune, x)))) };
  });
  let spot: Spot = { x: focusX, y: height, size: unit * 0.3, ink: mix(palette.near, [0, 0, 0], 0.3) };
  for (const [row, { dunes, tops }] of rows.entries()) {
    const near = row / (ROWS - 1);
    const next = rows[row + 1];
    const downTo = next ? lowestRow(next.tops) : height;
    const lit = mix(mix(palette.far, palette.low, 0.55), mix(palette.far, palette.accent, 0.3), near);
    const shade = mix(mix(palette.far, palette.mid, 0.45), palette.near, 0.2 + 0.5 * near);
    drawRidge(canvas, {
      tops,
      crest: lit,
      foot: mix(lit, shade, 0.5),
      fadePx: unit * (0.12 + 0.24 * near),
      downTo,
    });
    if (!next) drawRipples(canvas, tops, unit, view.noiseSeed, mix(palette.low, palette.light, 0.3));
    for (const dune of dunes) shadeLee(view, dune, tops, shade, downTo);
    if (row === ROWS - 2) spot = { ...spot, y: atColumn(tops, focusX) + unit * 0.006 };
  }
  return spot;
}

function dunesOf({ width, height, unit, horizonY, random }: View, near: number): Dune[] {
  const baseY = horizonY + unit * 0.03 + height * 0.36 * near ** 1.35;
  const spacing = unit * (0.5 + near * 0.55);
  const count = Math.ceil(width / spacing) + 2;
  const offset = random();
  return Array.from({ length: count }, (_, i) => {
    const peakX = (i - 1 + offset + (random() - 0.5) * 0.5) * spacing;
    const tall = unit * (0.045 + 0.13 * near) * (0.45 + 0.8 * random());
    const [long, short] = [spacing * (0.95 + random() * 0.4), spacing * (0.5 + random() * 0.25)];
    return { peakX, tall, sunward: long, leeward: short, baseY: baseY + (random() - 0.5) * tall * 0.4 };
  });
}

function topOf({ sun, width }: View, dune: Dune, x: number): number {
  return dune.baseY - dune.tall * profile(dune, x, sun.x < width / 2 ? 1 : -1);
}

/** The height of a dune at a column, 1 at the crest and 0 where it ends; the crest is an edge, the feet run out flat. */
function profile({ peakX, sunward, leeward }: Dune, x: number, away: number): number {
  const aside = (x - peakX) * away;
  const t = aside > 0 ? 1 - aside / leeward : 1 + aside / sunward;
  if (t <= 0) return 0;
  return aside > 0 ? t ** 1.5 : Math.sin((t * Math.PI) / 2) ** 2 * 0.35 + t ** 1.3 * 0.65;
}

/** Shades the side away from the sun, bounded by the line of the crest, which winds down towards the viewer. */
function shadeLee(view: View, dune: Dune, tops: Float32Array, [red, green, blue]: Colour, downTo: number) {
  const { canvas, unit, noiseSeed, sun } = view;
  const { width, height, rgb } = canvas;
  const away = sun.x < width / 2 ? 1 : -1;
  const reach = dune.tall * 2.6;
  const peakY = dune.baseY - dune.tall;
  for (let y = Math.max(0, Math.floor(peakY)); y < Math.min(height, downTo, peakY + reach); y++) {
    const depth = (y - peakY) / reach;
    const winding = (noise1(depth * 2.2 + dune.peakX, noiseSeed + 7) - 0.5) * 1.5 * depth - depth * 0.35;
    const edgeX = dune.peakX + away * winding * dune.leeward;
    const soft = 1.5 + depth * unit * 0.02;
    const [from, to] =
      away > 0 ? [edgeX - soft, dune.peakX + dune.leeward] : [dune.peakX - dune.leeward, edgeX + soft];
    for (let x = Math.max(0, Math.floor(from)); x < Math.min(width, to); x++) {
      const inside = y + 1 - atColumn(tops, x);
      if (inside <= 0) continue;
      const hidden = smoothstep(0, dune.tall * 0.45, topOf(view, dune, x) - atColumn(tops, x));
      const rim = clamp(((x - edgeX) * away) / soft + 0.5);
      const fade = (1 - depth) ** 0.8 * smoothstep(0, 0.5, 1 - ((x - dune.peakX) * away) / dune.leeward);
      blend(rgb, (y * width + x) * 3, red, green, blue, rim * fade * (1 - hidden) * clamp(inside) * 0.92);
    }
  }
}

function drawRipples(
  { width, height, rgb }: Canvas,
  tops: Float32Array,
  unit: number,
  seed: number,
  tone: Colour,
) {
  const [red, green, blue] = tone;
  const start = highestRow(tops);
  for (let y = start; y < height; y++) {
    const depth = (y - start) / unit;
    for (let x = 0; x < width; x++) {
      const inside = y - atColumn(tops, x) - unit * 0.03;
      if (inside < 0) continue;
      const bend = fractal2((x / unit) * 2.2, depth * 4, 2, seed + 21) * 13;
      const phase = 240 * Math.sqrt(depth + 0.05) + (x / unit) * 7 + bend;
      const alpha = smoothstep(0.2, 1, Math.sin(phase)) * 0.15 * clamp(inside / unit / 0.15);
      blend(rgb, (y * width + x) * 3, red, green, blue, alpha);
    }
  }
}
