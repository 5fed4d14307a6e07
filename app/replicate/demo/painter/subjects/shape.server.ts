import { blend, type Canvas, type Colour } from "../canvas.server";

/** Closed outlines, each x, y, x, y…; where two outlines of one shape overlap is a hole. */
export type Outlines = number[][];

const SUBROWS = 4;
const CURVE_STEPS = 10;

/** Reads SVG's M, L, Q, C and Z, and `O x y radius` for a circle, all in absolute coordinates. */
export function readPath(path: string): Outlines {
  const outlines: Outlines = [];
  let outline: number[] = [];
  for (const [, command, numbers = ""] of path.matchAll(/([MLQCZO])([^MLQCZO]*)/g)) {
    const values = numbers
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    if (command === "M" || command === "O") {
      outline = [];
      outlines.push(outline);
    }
    if (command === "M" || command === "L") outline.push(...values);
    if (command === "O") outline.push(...circle(values));
    if (command === "Q" || command === "C") outline.push(...curve([...outline.slice(-2), ...values]));
  }
  return outlines;
}

function circle([cx = 0, cy = 0, radius = 0]: number[]): number[] {
  return Array.from({ length: 24 }, (_, i) => (i * Math.PI) / 12).flatMap((angle) => [
    cx + radius * Math.cos(angle),
    cy + radius * Math.sin(angle),
  ]);
}

/** Flattens a Bézier curve of any degree with De Casteljau's algorithm. */
function curve(points: number[]): number[] {
  return Array.from({ length: CURVE_STEPS }, (_, i) => (i + 1) / CURVE_STEPS).flatMap((t) => {
    let rest = points;
    while (rest.length > 2)
      rest = rest.slice(2).map((value, i) => (rest[i] ?? 0) + (value - (rest[i] ?? 0)) * t);
    return rest;
  });
}

export function place(
  outlines: Outlines,
  x: number,
  y: number,
  scaleX: number,
  scaleY = Math.abs(scaleX),
): Outlines {
  return outlines.map((outline) =>
    outline.map((value, i) => (i % 2 ? y + value * scaleY : x + value * scaleX)),
  );
}

/** Fills a shape. `foot` and `footAlpha` are reached at the lowest row, where mist or light takes over. */
export function fillShape(
  canvas: Canvas,
  outlines: Outlines,
  colour: Colour,
  alpha = 1,
  foot: Colour = colour,
  footAlpha = alpha,
) {
  const { top, bottom } = rowsOf(outlines);
  const { cover } = canvas;
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(canvas.height, bottom); y++) {
    let left = canvas.width;
    let right = 0;
    for (let sub = 0; sub < SUBROWS; sub++) {
      const count = collectCrossings(outlines, y + (sub + 0.5) / SUBROWS);
      for (let i = 0; i + 1 < count; i += 2) {
        const from = Math.max(0, crossings[i] ?? 0);
        const to = Math.min(canvas.width, crossings[i + 1] ?? 0);
        if (from >= to) continue;
        left = Math.min(left, Math.floor(from));
        right = Math.max(right, Math.ceil(to));
        addSpan(cover, from, to);
      }
    }
    const share = (y - top) / Math.max(1, bottom - top);
    const red = colour[0] + (foot[0] - colour[0]) * share;
    const green = colour[1] + (foot[1] - colour[1]) * share;
    const blue = colour[2] + (foot[2] - colour[2]) * share;
    for (let x = left; x < right; x++) {
      const covered = Math.min(1, cover[x] ?? 0) * (alpha + (footAlpha - alpha) * share);
      if (covered > 0) blend(canvas.rgb, (y * canvas.width + x) * 3, red, green, blue, covered);
      cover[x] = 0;
    }
  }
}

function rowsOf(outlines: Outlines): { top: number; bottom: number } {
  let top = Number.POSITIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const outline of outlines) {
    for (let i = 1; i < outline.length; i += 2) {
      top = Math.min(top, outline[i] ?? 0);
      bottom = Math.max(bottom, outline[i] ?? 0);
    }
  }
  return { top, bottom };
}

const MOST_CROSSINGS = 64;
const crossings = new Float64Array(MOST_CROSSINGS);

/**
 * Counts where the outlines cross a row, and leaves the places sorted in `crossings`, which all rows share: a million
 * short arrays cost more than the painting.
 */
function collectCrossings(outlines: Outlines, y: number): number {
  let count = 0;

  for (const outline of outlines) {
    let fromX = outline[outline.length - 2] ?? 0;
    let fromY = outline[outline.length - 1] ?? 0;
    for (let i = 0; i < outline.length; i += 2) {
      const toX = outline[i] ?? 0;
      const toY = outline[i + 1] ?? 0;
      if (fromY <= y !== toY <= y && count < MOST_CROSSINGS) {
        const crossing = fromX + ((y - fromY) / (toY - fromY)) * (toX - fromX);
        let slot = count++;
        for (; slot > 0 && (crossings[slot - 1] ?? 0) > crossing; slot--)
          crossings[slot] = crossings[slot - 1] ?? 0;
        crossings[slot] = crossing;
      }

      fromX = toX;
      fromY = toY;
    }
  }
  return count;
}

function addSpan(cover: Float32Array, from: number, to: number) {
  const first = Math.floor(from);
  const last = Math.floor(to);
  if (first === last) {
    cover[first] = (cover[first] ?? 0) + (to - from) / SUBROWS;
    return;
  }
  cover[first] = (cover[first] ?? 0) + (first + 1 - from) / SUBROWS;
  for (let x = first + 1; x < last; x++) cover[x] = (cover[x] ?? 0) + 1 / SUBROWS;
  cover[last] = (cover[last] ?? 0) + (to - last) / SUBROWS;
}
