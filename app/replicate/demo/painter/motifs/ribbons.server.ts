import { blend, drawDisc, drawGlow, mix } from "../canvas.server";
import { clamp, fractal1, noise1, smoothstep } from "../noise.server";
import type { View } from "../view.server";
import type { Spot } from "./ground.server";

/** Paints sheets of translucent silk, one over the other, with a disc of light caught between them. */
export function paintRibbons(view: View): Spot {
  const { canvas, palette, height, unit, random, focusX } = view;
  const upright = random() < 0.3;
  const sheets = 7 + Math.floor(random() * 3);
  const colours = [palette.accent, palette.far, palette.mid, palette.low, palette.top, palette.near];
  const lit = Math.floor(sheets * 0.3) + 1 + Math.floor(random() * 2);
  for (let i = 0; i < sheets; i++) {
    if (i === lit) {
      const y = height * (0.34 + random() * 0.2);
      drawGlow(canvas, focusX, y, unit * 0.5, palette.light, 0.6);
      drawDisc(
        canvas,
        focusX,
        y,
        unit * (0.12 + random() * 0.07),
        mix(palette.light, palette.accent, 0.12),
        0.95,
        1.5,
      );
    }
    const colour = colours[(i + Math.floor(random() * 2)) % colours.length] ?? palette.accent;
    paintSheet(view, i, (i + 0.3) / sheets, mix(colour, palette.near, (i / sheets) * 0.35), upright);
  }
  return { x: focusX, y: height * 0.8, size: unit * 0.34, ink: mix(palette.near, [0, 0, 0], 0.3) };
}

function paintSheet(
  { canvas: { width, height, rgb }, palette, unit, random, noiseSeed }: View,
  index: number,
  place: number,
  colour: readonly [number, number, number],
  upright: boolean,
) {
  const along = upright ? height : width;
  const acrossSize = upright ? width : height;
  const seed = noiseSeed + index * 101;
  const swing = unit * (0.28 + random() * 0.3);
  const thick = unit * (0.2 + random() * 0.3);
  const lean = (random() - 0.5) * 0.7;
  const pace = 0.7 + random() * 0.7;
  const shine = mix(colour, palette.light, 0.65);
  const folds = 3 + random() * 3;
  for (let s = 0; s < along; s++) {
    const t = s / unit;
    const middle =
      acrossSize * (0.12 + 0.86 * place) +
      (fractal1(t * pace, 2, seed) - 0.5) * 2 * swing +
      (s - along / 2) * lean;
    const own = thick * (0.45 + 0.9 * noise1(t * 0.9 + 3, seed + 1));
    const twist = noise1(t * 1.1 + 9, seed + 2) * 6;
    const from = Math.max(0, Math.floor(middle - own / 2));
    for (let a = from; a < Math.min(acrossSize, middle + own / 2); a++) {
      const v = (a - (middle - own / 2)) / own;
      const edge = clamp(a + 1 - (middle - own / 2)) * clamp(middle + own / 2 - a);
      const fold = 0.5 + 0.5 * Math.sin(v * folds + twist);
      const alpha = edge * (0.32 + 0.56 * smoothstep(1, 0, v));
      const light = fold * fold * 0.55 + smoothstep(0.045, 0, v) * 0.6;
      const at = (upright ? s * width + a : a * width + s) * 3;
      blend(
        rgb,
        at,
        colour[0] + (shine[0] - colour[0]) * light,
        colour[1] + (shine[1] - colour[1]) * light,
        colour[2] + (shine[2] - colour[2]) * light,
        alpha,
      );
    }
  }
}
