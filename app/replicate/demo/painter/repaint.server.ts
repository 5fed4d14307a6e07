import type { Pixels } from "~/platform/codecs.server";
import { blend, drawGlow } from "./canvas.server";
import {
  grade,
  inAutumn,
  inColours,
  inGrey,
  inHue,
  inPastel,
  inRain,
  inSnow,
  inSpring,
  inTheLightOf,
} from "./colours/grade.server";
import { glowAtEdges } from "./colours/neon.server";
import { mirrorBelow } from "./motifs/mirror.server";
import { fractal2, smoothstep } from "./noise.server";
import { develop, paintPlace } from "./pixels.server";
import type { Scene } from "./scene.server";
import { paintSky } from "./sky.server";
import { paintAbove, skylineOf } from "./skyline.server";
import { paintSubject } from "./subjects/subject.server";
import { has, isFlying, openView, type View } from "./view.server";
import type { Effect } from "./vocabulary.server";
import { paintWeather } from "./weather.server";

/** Effects that are seen in the sky. */
const OF_THE_SKY: Effect[] = ["stars", "clouds", "aurora", "rain"];
const WATER_FROM = 0.66;

/**
 * Changes the picture as the words ask. A motif that was only guessed changes nothing, a time that was only guessed
 * counts as day, and words that say nothing known give the picture a tint of their own.
 */
export function repaint(picture: Pixels, guessed: Scene): Pixels {
  const scene: Scene = guessed.said.time ? guessed : { ...guessed, time: "day" };
  const view = overlooking(picture, openView(scene, [picture.width, picture.height]));
  const { canvas } = view;
  const skyline = skylineOf(canvas);
  if (skyline) view.horizonY = skyline.reduce((a, b) => Math.max(a, b));

  if (saysNothing(scene)) grade(canvas, inHue(scene.hue));
  else if (saysOnlyWhere(scene)) surround(view);
  if (scene.colours.length > 0) grade(canvas, inColours(scene.colours));
  // Neon makes its own night.
  const isRelit = scene.said.time && !has(view, "neon");
  if (isRelit) grade(canvas, inTheLightOf(view));
  turnSeason(view);
  if ((isRelit && skyline) || OF_THE_SKY.some((effect) => has(view, effect)))
    paintAbove(canvas, skyline, skyline ? 0.85 : 0.6, () => paintSky(view));
  if (has(view, "water")) mirrorBelow(view, view.height * WATER_FROM);
  if (scene.subject) putSubject(view);
  paintWeather(view);
  style(view);
  return develop(view);
}

function overlooking({ data }: Pixels, view: View): View {
  const { rgb } = view.canvas;
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
    rgb[to] = data[from] ?? 0;
    rgb[to + 1] = data[from + 1] ?? 0;
    rgb[to + 2] = data[from + 2] ?? 0;
  }
  return view;
}

/** Whether no word of the prompt is known. */
export const saysNothing = ({ said, effects, colours, subject }: Scene) =>
  !said.motif && !said.time && effects.length === 0 && colours.length === 0 && !subject;

/** Whether the words name only a place: "in the desert", not "sunset in the desert", which may describe the picture. */
const saysOnlyWhere = ({ said, effects, colours, subject }: Scene) =>
  said.motif && !said.time && effects.length === 0 && colours.length === 0 && !subject;

/** Keeps the middle of the picture, and paints the place that was named all around it. */
function surround(view: View) {
  const { canvas, width, height, unit, noiseSeed } = view;
  const { rgb } = canvas;
  const before = rgb.slice();
  paintPlace(view);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const away = Math.hypot((x / width - 0.5) / 0.36, (y / height - 0.56) / 0.4);
      const frayed = away + (fractal2((x / unit) * 6, (y / unit) * 6, 3, noiseSeed + 71) - 0.5) * 0.3;
      const at = (y * width + x) * 3;
      const kept = 1 - smoothstep(0.8, 1.05, frayed);
      blend(rgb, at, before[at] ?? 0, before[at + 1] ?? 0, before[at + 2] ?? 0, kept);
    }
  }
}

function turnSeason(view: View) {
  if (has(view, "snow")) grade(view.canvas, inSnow);
  if (has(view, "autumn")) grade(view.canvas, inAutumn);
  if (has(view, "petals")) grade(view.canvas, inSpring);
  if (has(view, "rain")) grade(view.canvas, inRain);
}

function putSubject(view: View) {
  const { canvas, width, height, unit, palette, focusX, scene } = view;
  const spot = { x: focusX, y: height * 0.93, size: unit * 0.4, ink: palette.near };
  // The subject stands in front of what the picture shows: a shadow parts the two.
  if (!isFlying(scene.subject)) drawGlow(canvas, spot.x, spot.y, width * 0.16, palette.near, 0.5);
  paintSubject(view, spot);
}

function style(view: View) {
  if (has(view, "mono")) grade(view.canvas, inGrey);
  if (has(view, "pastel")) grade(view.canvas, inPastel);
  if (has(view, "neon")) glowAtEdges(view);
}
