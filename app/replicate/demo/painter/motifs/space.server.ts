import { blend, drawGlow, mix } from "../canvas.server";
import { clamp, fractal2, smoothstep } from "../noise.server";
import { paintStars } from "../sky.server";
import { eachSoftRow } from "../soft.server";
import type { View } from "../view.server";
import type { Spot } from "./ground.server";

export function paintSpace(view: View): Spot {
  const { canvas, palette, width, height, unit, random, focusX } = view;
  paintNebula(view);
  paintStars(view, height * 1.6, 0.9);
  const besideSubject = view.scene.subject ? width - focusX : focusX;
  const planet = {
    x: besideSubject,
    y: height * (0.4 + random() * 0.16),
    radius: unit * (0.2 + random() * 0.1),
    tilt: (random() - 0.5) * 1.1,
  };
  drawGlow(canvas, planet.x, planet.y, planet.radius * 2.1, palette.low, 0.5);
  const ringed = random() < 0.75;
  if (ringed) paintRing(view, planet, false);
  paintPlanet(view, planet);
  if (ringed) paintRing(view, planet, true);
  const moon = {
    x: width - planet.x + (random() - 0.5) * unit * 0.2,
    y: height * (random() < 0.5 ? 0.2 : 0.78),
    radius: unit * (0.03 + random() * 0.035),
    tilt: 0.3,
  };
  drawGlow(canvas, moon.x, moon.y, moon.radius * 2.4, palette.accent, 0.3);
  paintPlanet(view, moon);
  return { x: focusX, y: height * 0.7, size: unit * 0.36, ink: mix(palette.light, palette.low, 0.15) };
}

type Globe = { x: number; y: number; radius: number; tilt: number };

function paintNebula({ canvas, palette, unit, noiseSeed, width, height, sun }: View) {
  const { rgb } = canvas;
  const slope = sun.x < width / 2 ? 0.75 : -0.75;
  const deep = mix(palette.top, [0, 0, 8], 0.35);
  const gas = mix(palette.mid, palette.far, 0.5);
  const hot = mix(palette.low, palette.accent, 0.35);
  const white = mix(palette.light, hot, 0.3);

  eachSoftRow(
    canvas,
    4,
    [0, height],
    (x, y) => {
      const warp = fractal2((x / unit) * 1.4, (y / unit) * 1.4, 3, noiseSeed);
      return fractal2((x / unit) * 1.7 + warp * 2.2, (y / unit) * 1.7 - warp * 1.6, 5, noiseSeed + 40);
    },
    (y, clouds) => {
      for (let x = 0; x < width; x++) {
        const cloud = clouds[x] ?? 0;
        const at = (y * width + x) * 3;
        const band = clamp(1.15 - 2.2 * Math.abs((y / height - 0.5) * 0.9 + (x / width - 0.5) * slope));
        const thick = (0.25 + 0.75 * band) * smoothstep(0.27, 0.6, cloud);
        blend(rgb, at, deep[0], deep[1], deep[2], 1);
        blend(rgb, at, gas[0], gas[1], gas[2], thick * 0.9);
        blend(rgb, at, hot[0], hot[1], hot[2], band * smoothstep(0.42, 0.66, cloud) * 0.8);
        blend(rgb, at, white[0], white[1], white[2], band * band * smoothstep(0.56, 0.72, cloud) * 0.65);
      }
    },
  );
}

function paintPlanet(
  { canvas, palette, noiseSeed, sun, width }: View,
  { x: cx, y: cy, radius, tilt }: Globe,
) {
  const day = mix(palette.accent, palette.light, 0.25);
  const bands = mix(palette.low, palette.far, 0.4);
  const night = mix(palette.near, [0, 0, 0], 0.4);
  const lightX = sun.x < width / 2 ? -0.62 : 0.62;
  const [cos, sin] = [Math.cos(tilt), Math.sin(tilt)];
  for (let y = Math.max(0, Math.floor(cy - radius)); y < Math.min(canvas.height, cy + radius + 1); y++) {
    for (let x = Math.max(0, Math.floor(cx - radius)); x < Math.min(canvas.width, cx + radius + 1); x++) {
      const u = (x - cx) / radius;
      const v = (y - cy) / radius;
      const inside = 1 - Math.sqrt(u * u + v * v);
      if (inside <= 0) continue;
      const depth = Math.sqrt(Math.max(0, 1 - u * u - v * v));
      const along = u * cos + v * sin;
      const latitude = v * cos - u * sin;
      const swirl = fractal2(along * 1.3 + 5, latitude * 6 + 5, 3, noiseSeed + 70);
      const stripe = smoothstep(0.3, 0.7, 0.5 + 0.5 * Math.sin(latitude * 13 + swirl * 5));
      const lambert = smoothstep(-0.15, 0.85, u * lightX - v * 0.45 + depth * 0.55);
      const face = mix(night, mix(day, bands, stripe * 0.75), lambert);
      blend(canvas.rgb, (y * canvas.width + x) * 3, face[0], face[1], face[2], clamp(inside * radius));
    }
  }
}

/** Paints a planet's ring: the far half goes behind the planet, the near half before it. */
function paintRing(
  { canvas, palette, noiseSeed }: View,
  { x: cx, y: cy, radius, tilt }: Globe,
  nearHalf: boolean,
) {
  const [cos, sin] = [Math.cos(tilt), Math.sin(tilt)];
  const colour = mix(palette.light, palette.low, 0.35);
  const reach = radius * 2.2;
  for (let y = Math.max(0, Math.floor(cy - reach)); y < Math.min(canvas.height, cy + reach); y++) {
    for (let x = Math.max(0, Math.floor(cx - reach)); x < Math.min(canvas.width, cx + reach); x++) {
      const along = ((x - cx) * cos + (y - cy) * sin) / radius;
      const across = ((y - cy) * cos - (x - cx) * sin) / radius / 0.27;
      if (across > 0 !== nearHalf) continue;
      const distance = Math.sqrt(along * along + across * across);
      if (distance < 1.3 || distance > 2.12) continue;
      const groove = 0.45 + 0.55 * smoothstep(0.3, 0.6, fractal2(distance * 17, 0.5, 2, noiseSeed + 90));
      const edge =
        smoothstep(1.3, 1.36, distance) *
        smoothstep(2.12, 2.02, distance) *
        (Math.abs(distance - 1.83) < 0.035 ? 0.2 : 1);
      blend(canvas.rgb, (y * canvas.width + x) * 3, colour[0], colour[1], colour[2], groove * edge * 0.85);
    }
  }
}
