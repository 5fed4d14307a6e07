import { blend, type Colour, drawGlow, mix } from "../canvas.server";
import type { Spot } from "../motifs/ground.server";
import { smoothstep } from "../noise.server";
import { isFlying, type View } from "../view.server";
import { fillShape, type Outlines, place, readPath } from "./shape.server";
import { SILHOUETTES, type Tone } from "./silhouettes.server";

/** Subjects painted plainly in the ink of the place, unless the prompt gives them a colour. */
const PLAIN = ["cat", "wolf", "birds", "whale"];
const SIZES: Record<string, number> = {
  tree: 1.35,
  cat: 1.15,
  wanderer: 0.75,
  castle: 1.25,
  pagoda: 1.3,
  cabin: 0.8,
};
const FLOCK = 9;

export function paintSubject(view: View, spot: Spot) {
  const { subject } = view.scene;
  if (!subject)
    return view.random() < 0.45 && SKIES_WITH_BIRDS.includes(view.scene.motif)
      ? paintFlock(view, spot.ink, 0.55)
      : undefined;
  if (subject === "birds") return paintFlock(view, spot.ink, 1.1);
  const { x, y, size } = isFlying(subject) ? inTheSky(view) : spot;
  const tall = size * (SIZES[subject] ?? 1);
  if (subject === "lighthouse") paintBeam(view, x, y - tall * 0.755, tall);
  if (subject === "rocket") drawGlow(view.canvas, x, y, tall * 0.5, view.palette.accent, 0.85);
  // The keeper's house stands on the land side of the tower.
  const flip = (subject === "lighthouse" ? x < view.width / 2 : view.random() < 0.5) ? -1 : 1;
  for (const [tone, path] of SILHOUETTES[subject]) {
    const outlines = place(readPath(path), x - 0.5 * tall * flip, y - tall, (tall / 100) * flip);
    fillShape(
      view.canvas,
      tilted(outlines, x, y, subject === "rocket" ? 0.5 * flip : 0),
      toneOf(view, spot, tone),
    );
  }
}

const SKIES_WITH_BIRDS = ["mountains", "sea", "dunes", "hills", "forest"];

function paintFlock({ canvas, width, height, unit, random, sun, palette }: View, ink: Colour, scale: number) {
  const outlines = SILHOUETTES.birds.map(([, path]) => readPath(path));
  const [cx, cy] = [
    sun.x + (sun.x < width / 2 ? 0.22 : -0.22) * unit,
    Math.max(height * 0.14, sun.y - unit * 0.12),
  ];
  for (let i = 0; i < FLOCK; i++) {
    const size = unit * (0.022 + random() * 0.026) * scale;
    const x = cx + (i - FLOCK / 2) * unit * 0.042 * scale + (random() - 0.5) * unit * 0.05;
    const y = cy + Math.abs(i - FLOCK / 2.6) * unit * 0.02 * scale + (random() - 0.5) * unit * 0.05;
    const tall = size * (0.6 + random() * 0.5);
    for (const outline of outlines)
      fillShape(canvas, place(outline, x, y, size / 100, tall / 100), mix(ink, palette.mid, 0.12));
  }
}

function inTheSky({ height, unit, horizonY, focusX, scene, random }: View): {
  x: number;
  y: number;
  size: number;
} {
  if (scene.subject === "rocket") return { x: focusX, y: height * 0.66, size: unit * 0.36 };
  const size = unit * (scene.subject === "dragon" ? 0.56 : 0.34);
  return { x: focusX, y: Math.max(size * 1.15, horizonY * (0.72 + random() * 0.1)), size };
}

/** Paints the beam of a lighthouse: two cones that thin out with the distance and towards their edges. */
function paintBeam({ canvas, palette, unit }: View, cx: number, cy: number, size: number) {
  const { width, height, rgb } = canvas;
  const [red, green, blue] = palette.light;
  const strength = palette.dark ? 0.5 : 0.25;
  const reach = unit * 1.3;
  const opening = 0.16;
  const spread = (reach + size * 0.1) * opening;
  for (let y = Math.max(0, Math.floor(cy - spread - reach * 0.06)); y < Math.min(height, cy + spread); y++) {
    for (let x = Math.max(0, Math.floor(cx - reach)); x < Math.min(width, cx + reach); x++) {
      const far = Math.abs(x - cx);
      const aside = Math.abs(y - cy + far * 0.05) / ((far + size * 0.1) * opening);
      if (aside >= 1) continue;
      const thin = 1 - far / reach;
      blend(rgb, (y * width + x) * 3, red, green, blue, strength * thin * thin * smoothstep(1, 0.55, aside));
    }
  }
  drawGlow(canvas, cx, cy, size * 0.5, palette.light, palette.dark ? 0.8 : 0.4);
}

function tilted(outlines: Outlines, cx: number, cy: number, angle: number): Outlines {
  if (!angle) return outlines;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return outlines.map((outline) =>
    outline.map((value, i) => {
      const dx = (i % 2 ? (outline[i - 1] ?? 0) : value) - cx;
      const dy = (i % 2 ? value : (outline[i + 1] ?? 0)) - cy;
      return i % 2 ? cy + dx * sin + dy * cos : cx + dx * cos - dy * sin;
    }),
  );
}

function toneOf({ palette, scene }: View, { ink }: Spot, tone: Tone): Colour {
  const coloured = scene.wears ? palette.wears : mix(palette.accent, ink, palette.dark ? 0.35 : 0.15);
  const plain = PLAIN.includes(scene.subject ?? "");
  if (tone === "light")
    return palette.dark || scene.subject !== "castle"
      ? mix(palette.light, palette.accent, 0.35)
      : mix(ink, palette.low, 0.7);
  if (tone === "shade") return mix(coloured, ink, 0.35);
  if (tone === "wears") return plain ? mix(palette.accent, palette.light, 0.3) : coloured;
  return plain && scene.wears ? mix(palette.wears, ink, 0.08) : ink;
}
