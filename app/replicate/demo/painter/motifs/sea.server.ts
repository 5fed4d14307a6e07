import { blend, drawRidge, mix } from "../canvas.server";
import { crests1, fractal1, noise2, smoothstep } from "../noise.server";
import { columns, type View } from "../view.server";
import { atColumn, type Spot } from "./ground.server";
import { glitter } from "./mirror.server";

export function paintSea(view: View): Spot {
  const { canvas, palette, width, height, unit, noiseSeed, random, horizonY, focusX, sun, scene } = view;
  paintIsland(view, random() < 0.5 ? 0.15 : 0.85, 0.14, 0.22);
  paintIsland(view, random(), 0.07, 0.5);
  paintWater(view);
  glitter(canvas, sun.x, Math.floor(horizonY), unit, noiseSeed, mix(palette.light, palette.low, 0.2));
  if (scene.subject === "boat" || scene.subject === "whale") {
    const y = horizonY + (height - horizonY) * 0.34;
    return {
      x: focusX,
      y,
      size: unit * (scene.subject === "boat" ? 0.3 : 0.26),
      ink: mix(palette.near, [0, 0, 0], 0.2),
    };
  }
  return paintCoast(view, width, unit);
}

function paintIsland(view: View, centre: number, tall: number, wide: number) {
  const { canvas, palette, width, unit, noiseSeed, horizonY } = view;
  const tops = columns(view, (x) => {
    const aside = Math.abs(x / width - centre) / wide;
    const rise =
      smoothstep(1, 0, aside) * (0.35 + crests1((x / unit) * 3, 5, noiseSeed + Math.floor(tall * 100)));
    return rise > 0.01 ? horizonY - rise * tall * unit : horizonY + 2;
  });
  const crest = mix(palette.far, palette.mid, 0.25);
  drawRidge(canvas, { tops, crest, foot: mix(crest, palette.low, 0.5), fadePx: tall * unit });
}

function paintWater({ canvas: { width, height, rgb }, palette, unit, noiseSeed, horizonY }: View) {
  const far = mix(palette.low, palette.mid, 0.55);
  const deep = mix(palette.top, palette.near, 0.55);
  const line = Math.floor(horizonY);
  for (let y = line; y < height; y++) {
    const depth = (y - line) / unit;
    const t = smoothstep(-0.1, 1, (y - line) / (height - line));
    const base = mix(far, deep, t);
    const crest = mix(base, palette.low, 0.5);
    const perspective = 1 / (depth + 0.05);
    const row = Math.log(depth + 0.03) * 17;
    for (let x = 0; x < width; x++) {
      const across = ((x - width / 2) / unit) * perspective;
      const swell =
        noise2(across * 0.8 + 40, row, noiseSeed + 1) * 0.65 +
        noise2(across * 2.3 + 80, row * 2.4, noiseSeed + 2) * 0.35;
      const up = smoothstep(0.5, 0.72, swell) * 0.6;
      const down = smoothstep(0.46, 0.25, swell) * 0.22;
      const at = (y * width + x) * 3;
      blend(rgb, at, base[0], base[1], base[2], 1);
      if (up > 0) blend(rgb, at, crest[0], crest[1], crest[2], up);
      if (down > 0) blend(rgb, at, deep[0], deep[1], deep[2], down);
    }
  }
}

/** Paints a headland at the side to which the eye is led, for subjects that stand on land. */
function paintCoast(view: View, width: number, unit: number): Spot {
  const { canvas, palette, height, noiseSeed, focusX, scene } = view;
  const left = focusX < width / 2;
  const standing = scene.subject && scene.subject !== "birds";
  const tall = standing ? 0.2 : 0.07;
  const tops = columns(view, (x) => {
    const side = left ? x / width : 1 - x / width;
    const reach = smoothstep(0.72, 0.3, side);
    const rough = fractal1((x / unit) * 7, 5, noiseSeed + 300) - 0.5;
    return height + unit * 0.06 - reach * unit * (tall + 0.06 + rough * 0.09);
  });
  const ink = mix(palette.near, [0, 0, 0], 0.15);
  drawRidge(canvas, { tops, crest: mix(ink, palette.far, 0.12), foot: ink, fadePx: unit * 0.16 });
  const x = left ? Math.min(focusX, width * 0.27) : Math.max(focusX, width * 0.73);
  return { x, y: atColumn(tops, x) + unit * 0.015, size: unit * 0.46, ink };
}
