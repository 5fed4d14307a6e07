import { blankCanvas, type Canvas } from "./canvas.server";
import { type Palette, paletteOf } from "./colours/palette.server";
import { randomFrom } from "./noise.server";
import { type Scene, SIZES } from "./scene.server";
import type { Motif, Subject } from "./vocabulary.server";

/** What the painters of a picture's parts share. */
export type View = {
  scene: Scene;
  palette: Palette;
  canvas: Canvas;
  width: number;
  height: number;
  /** The shorter side in pixels, of which all sizes are fractions. */
  unit: number;
  random: () => number;
  noiseSeed: number;
  horizonY: number;
  /** The column to which the eye is led: about a third of the width from the left or from the right. */
  focusX: number;
  sun: { x: number; y: number; radius: number };
};

const FLYING: (Subject | undefined)[] = ["balloon", "birds", "dragon", "rocket"];
/** Subjects that look best as outlines before a great disc of light. */
const BACKLIT: (Subject | undefined)[] = ["cat", "wolf", "tree", "wanderer", "pagoda", "dragon", "whale"];

const HORIZONS: Record<Motif, number> = {
  mountains: 0.62,
  sea: 0.6,
  city: 0.74,
  forest: 0.6,
  dunes: 0.56,
  space: 0.8,
  flowers: 0.46,
  hills: 0.62,
  ribbons: 0.5,
};

/** Opens the view of a scene; `size` is in pixels, and given when it is not that of the scene's ratio. */
export function openView(scene: Scene, size = SIZES[scene.ratio]): View {
  const [width, height] = size ?? [1024, 1024];
  const random = randomFrom(scene.seed ^ Math.imul(scene.hue + 1, 0x9e3779b1));
  const unit = Math.min(width, height);
  const horizonY = height * (HORIZONS[scene.motif] + (random() - 0.5) * 0.06);
  const left = random() < 0.5;
  const focusX = width * ((left ? 0.36 : 0.64) + (random() - 0.5) * 0.12);
  const backlit = BACKLIT.includes(scene.subject);
  const sunX = scene.subject && !backlit ? width - focusX : focusX;
  const above = { dawn: 0.12, day: 0.36, sunset: 0.07, dusk: 0.14, night: 0.34 }[scene.time];
  const radius = (backlit ? 0.19 : scene.time === "day" ? 0.055 : 0.085) * (0.85 + random() * 0.5) * unit;
  const sunY = Math.max(
    radius * 1.5 + height * 0.03,
    horizonY - (backlit ? 0.2 : above + random() * 0.08) * Math.min(height, unit * 1.25),
  );
  return {
    scene,
    palette: paletteOf(scene),
    canvas: blankCanvas(width, height),
    width,
    height,
    unit,
    random,
    noiseSeed: Math.floor(random() * 2 ** 31),
    horizonY,
    focusX,
    sun: { x: sunX, y: sunY, radius },
  };
}

export const has = (view: View, effect: View["scene"]["effects"][number]) =>
  view.scene.effects.includes(effect);

export const isFlying = (subject: Subject | undefined) => FLYING.includes(subject);

/** A height for each column. */
export function columns({ width }: View, heightAt: (x: number) => number): Float32Array {
  const heights = new Float32Array(width);
  for (let x = 0; x < width; x++) heights[x] = heightAt(x);
  return heights;
}
