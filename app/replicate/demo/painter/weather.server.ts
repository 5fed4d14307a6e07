import { blend, drawDisc, mix } from "./canvas.server";
import { fractal2, smoothstep } from "./noise.server";
import { eachSoftRow } from "./soft.server";
import { fillShape } from "./subjects/shape.server";
import { has, type View } from "./view.server";

export function paintWeather(view: View) {
  if (has(view, "fog")) paintFog(view);
  if (has(view, "rain")) paintRain(view);
  if (has(view, "snow")) paintSnow(view);
  if (has(view, "petals") || has(view, "autumn")) paintFalling(view);
}

function paintFog({ canvas, palette, unit, noiseSeed, horizonY, height }: View) {
  const [red, green, blue] = mix(palette.low, palette.mid, 0.25);
  eachSoftRow(
    canvas,
    8,
    [0, height],
    (x, y) => fractal2((x / unit) * 1.5, (y / unit) * 4.5, 4, noiseSeed + 500),
    (y, values) => {
      const level = Math.exp(-(((y - horizonY * 1.08) / (height * 0.26)) ** 2));
      for (let x = 0; x < canvas.width; x++) {
        const alpha = level * (0.2 + 0.55 * smoothstep(0.3, 0.7, values[x] ?? 0));
        blend(canvas.rgb, (y * canvas.width + x) * 3, red, green, blue, alpha);
      }
    },
  );
}

function paintRain({ canvas, palette, width, height, unit, random }: View) {
  const colour = mix(palette.light, palette.mid, 0.3);
  for (let i = 0; i < (width * height) / 2400; i++) {
    const long = unit * (0.02 + random() * 0.045);
    const x = random() * width * 1.1;
    const y = random() * (height + long) - long;
    const thick = 0.5 + random() * 0.9;
    fillShape(
      canvas,
      [[x, y, x + thick, y, x + thick - long * 0.22, y + long, x - long * 0.22, y + long]],
      colour,
      0.1 + random() * 0.3,
    );
  }
}

function paintSnow({ canvas, width, height, unit, random }: View) {
  for (let i = 0; i < (width * height) / 1500; i++) {
    const near = random() ** 5;
    const radius = 0.8 + unit * 0.0085 * near;
    drawDisc(
      canvas,
      random() * width,
      random() * height,
      radius,
      [255, 255, 255],
      0.75 - 0.35 * near,
      1 + radius * near * 1.4,
    );
  }
}

function paintFalling(view: View) {
  const { canvas, palette, width, height, unit, random } = view;
  const leaf = has(view, "petals")
    ? mix([255, 190, 214], palette.light, 0.2)
    : mix([226, 112, 38], palette.accent, 0.4);
  for (let i = 0; i < (width * height) / 14000; i++) {
    const size = unit * (0.004 + 0.013 * random() ** 3);
    const angle = random() * Math.PI * 2;
    const [x, y] = [random() * width, random() * height];
    const [ax, ay] = [Math.cos(angle) * size, Math.sin(angle) * size];
    const thin = 0.3 + random() * 0.3;
    const tone = mix(leaf, random() < 0.5 ? palette.light : palette.near, random() * 0.25);
    fillShape(
      canvas,
      [[x - ax, y - ay, x - ay * thin, y + ax * thin, x + ax, y + ay, x + ay * thin, y - ax * thin]],
      tone,
      0.9,
    );
  }
}
