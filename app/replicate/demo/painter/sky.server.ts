import { blend, type Colour, drawDisc, drawGlow, mix } from "./canvas.server";
import { fractal2, noise2, smoothstep } from "./noise.server";
import { eachSoftRow } from "./soft.server";
import { has, type View } from "./view.server";

const STARS_PER_MEGAPIXEL = 900;

export function paintSky(view: View) {
  paintGradient(view);
  const dark = view.scene.time === "night";
  if (dark || has(view, "stars")) paintStars(view, view.horizonY, has(view, "stars") ? 1.6 : 0.8);
  if (has(view, "aurora")) paintAurora(view);
  paintSun(view);
  if (has(view, "clouds") || has(view, "rain") || (!dark && !has(view, "stars"))) paintClouds(view);
}

function paintGradient({ canvas: { width, height, rgb }, palette, horizonY }: View) {
  for (let y = 0; y < height; y++) {
    const t = Math.min(1, y / horizonY);
    const upper = mix(palette.top, palette.mid, smoothstep(-0.15, 0.62, t));
    const [red, green, blue] = mix(upper, palette.low, smoothstep(0.5, 1.02, t));
    for (let at = y * width * 3; at < (y + 1) * width * 3; at += 3) {
      rgb[at] = red;
      rgb[at + 1] = green;
      rgb[at + 2] = blue;
    }
  }
}

export function paintStars({ canvas, palette, random, unit }: View, lowestY: number, abundance: number) {
  const count = STARS_PER_MEGAPIXEL * abundance * (lowestY / canvas.height);
  for (let i = 0; i < count; i++) {
    const x = random() * canvas.width;
    const y = random() * lowestY;
    const size = random() ** 6;
    const alpha = (0.25 + 0.75 * random()) * (1 - smoothstep(0.55, 1, y / lowestY) * 0.9);
    drawDisc(
      canvas,
      x,
      y,
      0.55 + size * unit * 0.0022,
      mix([255, 255, 255], palette.accent, random() * 0.35),
      alpha,
    );
    if (size > 0.55) drawGlow(canvas, x, y, unit * 0.016, palette.light, 0.45 * alpha);
  }
}

function paintAurora({ canvas, palette, noiseSeed, horizonY, unit }: View) {
  const green: Colour = [92, 245, 170];
  const violet: Colour = mix([170, 90, 240], palette.accent, 0.2);
  eachSoftRow(
    canvas,
    4,
    [0, Math.floor(horizonY)],
    (x, y) => {
      const fold = fractal2(x / unit, y / unit / 4, 3, noiseSeed) * 2.6 - 1.3;
      const curtain = 1 - Math.abs((y / horizonY - 0.5 + fold * 0.36) * 1.6);
      const rays = 0.55 + 0.45 * noise2((x / unit) * 26 + fold * 9, y / unit, noiseSeed + 9);
      return Math.max(0, curtain) ** 2.4 * rays * (1 - smoothstep(0.75, 1, y / horizonY));
    },
    (y, values) => {
      const [red, g, blue] = mix(violet, green, smoothstep(0.1, 0.6, y / horizonY));
      for (let x = 0; x < canvas.width; x++) {
        blend(canvas.rgb, (y * canvas.width + x) * 3, red, g, blue, (values[x] ?? 0) * 0.75);
      }
    },
  );
}

function paintSun(view: View) {
  const { canvas, palette, sun, unit, noiseSeed, scene } = view;
  if (has(view, "rain") && scene.time !== "night") return;
  const haze = mix(palette.light, palette.low, 0.45);
  drawGlow(canvas, sun.x, sun.y, unit * 0.85, haze, scene.time === "night" ? 0.3 : 0.55);
  drawGlow(canvas, sun.x, sun.y, sun.radius * 3.2, palette.light, scene.time === "night" ? 0.25 : 0.5);
  drawDisc(canvas, sun.x, sun.y, sun.radius, palette.light, scene.time === "day" ? 0.9 : 1, 1.5);
  if (scene.time !== "night") return;
  // The dark plains of the moon.
  const radius = sun.radius;
  for (let y = Math.floor(-radius); y < radius; y++) {
    for (let x = Math.floor(-radius); x < radius; x++) {
      const px = Math.floor(sun.x + x);
      const py = Math.floor(sun.y + y);
      if (px < 0 || py < 0 || px >= canvas.width || py >= canvas.height || x * x + y * y > (radius - 2) ** 2)
        continue;
      const sea = smoothstep(
        0.5,
        0.62,
        fractal2((x / radius) * 1.6 + 7, (y / radius) * 1.6 + 7, 3, noiseSeed),
      );
      const [red, green, blue] = palette.low;
      blend(canvas.rgb, (py * canvas.width + px) * 3, red, green, blue, sea * 0.22);
    }
  }
}

function paintClouds(view: View) {
  const { canvas, palette, noiseSeed, horizonY, unit } = view;
  const cover = has(view, "rain") ? 0.3 : has(view, "clouds") ? 0.44 : 0.56;
  const bright = mix(palette.light, palette.low, view.palette.dark ? 0.75 : 0.3);
  const [red, green, blue] = has(view, "rain") ? mix(palette.top, palette.far, 0.6) : bright;
  eachSoftRow(
    canvas,
    4,
    [0, Math.floor(horizonY)],
    (x, y) =>
      fractal2(
        (x / unit) * 2.2,
        (y / unit) * 7.5 + fractal2(x / unit, y / unit, 2, noiseSeed + 31),
        4,
        noiseSeed + 30,
      ),
    (y, values) => {
      const t = y / horizonY;
      const most = 0.6 * (1 - smoothstep(0.85, 1, t)) * smoothstep(0, 0.3, t + 0.12);
      for (let x = 0; x < canvas.width; x++) {
        const thick = smoothstep(cover, cover + 0.2, values[x] ?? 0);
        if (thick > 0) blend(canvas.rgb, (y * canvas.width + x) * 3, red, green, blue, thick * most);
      }
    },
  );
}
