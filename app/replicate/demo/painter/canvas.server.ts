import { clamp } from "./noise.server";

/** Red, green and blue, 0 to 255; fractions are kept, so that layers of gradients do not show bands. */
export type Colour = readonly [number, number, number];

export type Canvas = {
  width: number;
  height: number;
  rgb: Float32Array;
  /** A row of coverage that all shapes share, since thousands of them would each allocate one; all zero between uses. */
  cover: Float32Array;
};

export const blankCanvas = (width: number, height: number): Canvas => ({
  width,
  height,
  rgb: new Float32Array(width * height * 3),
  cover: new Float32Array(width + 1),
});

export function mix(from: Colour, to: Colour, share: number): Colour {
  return [
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
    from[2] + (to[2] - from[2]) * share,
  ];
}

/** Blends a colour over a pixel; `at` is the index of the pixel's red. */
export function blend(
  rgb: Float32Array,
  at: number,
  red: number,
  green: number,
  blue: number,
  alpha: number,
) {
  const r = rgb[at] ?? 0;
  const g = rgb[at + 1] ?? 0;
  const b = rgb[at + 2] ?? 0;
  rgb[at] = r + (red - r) * alpha;
  rgb[at + 1] = g + (green - g) * alpha;
  rgb[at + 2] = b + (blue - b) * alpha;
}

export function drawDisc(
  canvas: Canvas,
  cx: number,
  cy: number,
  radius: number,
  colour: Colour,
  alpha = 1,
  soft = 1,
) {
  const [red, green, blue] = colour;
  const reach = radius + soft;
  const [left, right] = [
    Math.max(0, Math.floor(cx - reach)),
    Math.min(canvas.width - 1, Math.ceil(cx + reach)),
  ];
  const [top, bottom] = [
    Math.max(0, Math.floor(cy - reach)),
    Math.min(canvas.height - 1, Math.ceil(cy + reach)),
  ];
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const distance = Math.sqrt((x + 0.5 - cx) ** 2 + (y + 0.5 - cy) ** 2);
      const cover = clamp((radius - distance) / soft + 0.5) * alpha;
      if (cover > 0) blend(canvas.rgb, (y * canvas.width + x) * 3, red, green, blue, cover);
    }
  }
}

/** Draws light that thins out to nothing at the radius. */
export function drawGlow(
  canvas: Canvas,
  cx: number,
  cy: number,
  radius: number,
  colour: Colour,
  strength: number,
) {
  const [red, green, blue] = colour;
  const [top, bottom] = [
    Math.max(0, Math.ceil(cy - radius)),
    Math.min(canvas.height - 1, Math.floor(cy + radius)),
  ];
  const perPixel = 1 / (radius * radius);
  for (let y = top; y <= bottom; y++) {
    const dy = y - cy;
    const reach = Math.sqrt(Math.max(0, radius * radius - dy * dy));
    const left = Math.max(0, Math.ceil(cx - reach));
    const right = Math.min(canvas.width - 1, Math.floor(cx + reach));
    for (let x = left; x <= right; x++) {
      const dx = x - cx;
      const near = 1 - (dx * dx + dy * dy) * perPixel;
      blend(canvas.rgb, (y * canvas.width + x) * 3, red, green, blue, near * near * near * strength);
    }
  }
}

export type Ridge = {
  /** The row where the ground begins, for each column. */
  tops: Float32Array;
  crest: Colour;
  foot: Colour;
  /** How many pixels it takes from the crest's colour to the foot's. */
  fadePx: number;
  /** The row below which other things hide the ridge; it is not drawn there. */
  downTo?: number;
  /** Light and shade on the slope: `light` of each column, -1 to 1, moves by `slant` columns with each pixel of depth. */
  relief?: { light: Float32Array; slant: number; strength: number; depthPx: number };
};

export function drawRidge(
  { width, height, rgb }: Canvas,
  { tops, crest, foot, fadePx, downTo = height, relief }: Ridge,
) {
  const slant = relief?.slant ?? 0;
  for (let y = highestRow(tops); y < Math.min(height, downTo); y++) {
    for (let x = 0; x < width; x++) {
      const depth = y + 1 - (tops[x] ?? 0);
      if (depth <= 0) continue;
      const t = depth < fadePx ? depth / fadePx : 1;
      let lift = 0;
      if (relief && depth < relief.depthPx) {
        const column = clamp(Math.round(x + depth * slant), 0, width - 1);
        lift = (relief.light[column] ?? 0) * relief.strength * (1 - depth / relief.depthPx);
      }
      const red = crest[0] + (foot[0] - crest[0]) * t + lift;
      const green = crest[1] + (foot[1] - crest[1]) * t + lift;
      const blue = crest[2] + (foot[2] - crest[2]) * t + lift;
      blend(rgb, (y * width + x) * 3, red, green, blue, Math.min(depth, 1));
    }
  }
}

export const highestRow = (tops: Float32Array) =>
  Math.max(0, Math.floor(tops.reduce((a, b) => Math.min(a, b))));

export const lowestRow = (tops: Float32Array) => Math.ceil(tops.reduce((a, b) => Math.max(a, b)));
