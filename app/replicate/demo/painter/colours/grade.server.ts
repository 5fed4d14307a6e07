import { type Canvas, type Colour, mix } from "../canvas.server";
import { clamp, smoothstep } from "../noise.server";
import type { View } from "../view.server";
import type { ColourWord, Time } from "../vocabulary.server";
import { BY_WORD } from "./base-colours.server";
import { type Lch, toRgb } from "./oklch.server";

/** Gives a pixel's new colour. `light` says how light the pixel is, `down` how far down it lies; both 0 to 1. */
type Grading = (pixel: Colour, light: number, down: number) => Colour;

export function grade({ width, height, rgb }: Canvas, grading: Grading) {
  for (let at = 0; at < rgb.length; at += 3) {
    const pixel: Colour = [rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0];
    const changed = grading(pixel, lightOf(pixel), at / 3 / width / height);
    rgb.set(changed, at);
  }
}

export const lightOf = ([red, green, blue]: Colour) => (red * 0.299 + green * 0.587 + blue * 0.114) / 255;

const EXPOSURES: Record<Time, number> = { dawn: 1, day: 1.12, sunset: 0.86, dusk: 0.6, night: 0.36 };
const TINTS: Record<Time, number> = { dawn: 0.3, day: 0.12, sunset: 0.38, dusk: 0.42, night: 0.45 };

/** Puts the picture into the light of the scene's time; at dusk and night what was brightest stays lit. */
export function inTheLightOf({ palette, scene: { time } }: View): Grading {
  const tones = tonesOf([palette.near, palette.far, palette.mid, palette.light]);
  return (pixel, light) => {
    const exposure = EXPOSURES[time] + (EXPOSURES[time] < 0.7 ? 0.3 * smoothstep(0.75, 1, light) : 0);
    const exposed = mix([0, 0, 0], pixel, exposure);
    return mix(exposed, tones(light * Math.min(1, exposure * 1.25)), TINTS[time]);
  };
}

export function inColours(words: ColourWord[], share = 0.62): Grading {
  const [first, second] = words.map((word) => BY_WORD[word]);
  const keys = [first, second ?? first].filter((key) => key !== undefined);
  const tones = tonesOf([0.12, 0.35, 0.6, 0.82, 0.97].map((level, i) => toneOf(keys[i < 3 ? 0 : 1], level)));
  return (pixel, light) => mix(pixel, tones(light), share);
}

/** Tints the picture by a hue, for a prompt whose words say nothing known. */
export function inHue(hue: number): Grading {
  const tones = tonesOf(
    [0.1, 0.35, 0.6, 0.8, 0.97].map((level, i) => toRgb([level, 0.11, hue + (i - 2) * 28])),
  );
  return (pixel, light) => mix(contrasted(pixel, light), tones(light), 0.5);
}

function toneOf([, chroma, hue]: Lch = [0, 0, 0], level: number): Colour {
  return toRgb([level, chroma * (1 - Math.abs(level - 0.55)), hue]);
}

export const inSnow: Grading = (pixel, light, down) => {
  const pale = mix(pixel, grey(light ** 0.75), 0.6);
  const lies = smoothstep(0.28, 0.75, light) * (0.35 + 0.5 * down);
  return mix(pale, [240, 246, 255], lies);
};

/** Turns green to the colours of autumn: the greener a pixel was, the further. */
export const inAutumn: Grading = (pixel, light) => {
  const [red, green, blue] = pixel;
  const leaf = clamp((green - Math.max(blue, red * 0.82)) / 40);
  const turned: Colour = [60 + 235 * light, 20 + 150 * light, 12 + 40 * light];
  return mix(mix(pixel, [pixel[0] * 1.12, pixel[1] * 0.95, pixel[2] * 0.75], 0.8), turned, leaf * 0.85);
};

export const inSpring: Grading = ([red, green, blue], light) =>
  mix([red, green * 1.08, blue], [255, 196, 222], 0.42 * smoothstep(0.35, 0.9, light));

export const inRain: Grading = (pixel, light) =>
  mix(mix([0, 0, 0], pixel, 0.68), [80 * light, 96 * light, 112 * light], 0.55);

export const inGrey: Grading = (pixel, light) => grey(lightOf(contrasted(pixel, light)));

export const inPastel: Grading = (pixel, light) => mix(mix(pixel, grey(light), 0.2), [255, 244, 240], 0.46);

const grey = (light: number): Colour => [255 * light, 255 * light, 255 * light];

const contrasted = (pixel: Colour, light: number): Colour =>
  mix(pixel, light < 0.5 ? [0, 0, 0] : [255, 255, 255], 0.3 * Math.abs(light - 0.5) * 2);

const LEVELS = 256;

/** Gives each lightness, 0 to 1, a colour: the stops lie in equal steps from dark to light, and are mixed in between. */
function tonesOf(stops: Colour[]): (light: number) => Colour {
  const table = Array.from({ length: LEVELS }, (_, level) => {
    const place = (level / (LEVELS - 1)) * (stops.length - 1);
    const from = Math.min(Math.floor(place), stops.length - 2);
    const [low = [0, 0, 0], high = [0, 0, 0]] = [stops[from], stops[from + 1]];
    return mix(low, high, place - from);
  });
  return (light) => table[Math.round(clamp(light) * (LEVELS - 1))] ?? [0, 0, 0];
}
