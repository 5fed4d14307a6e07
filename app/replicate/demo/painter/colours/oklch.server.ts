import type { Colour } from "../canvas.server";
import { clamp } from "../noise.server";

/** A colour in OKLCH, where equal steps look equal: lightness 0 to 1, chroma 0 to about 0.3, hue in degrees. */
export type Lch = readonly [number, number, number];

export const turn = ([l, c, h]: Lch, degrees: number): Lch => [l, c, h + degrees];

/** Mixes two colours by way of grey, not of the hues in between: moonlit sand is pale, not green. */
export function mixLch([l1, c1, h1]: Lch, [l2, c2, h2]: Lch, share: number): Lch {
  const a = c1 * Math.cos(radians(h1)) * (1 - share) + c2 * Math.cos(radians(h2)) * share;
  const b = c1 * Math.sin(radians(h1)) * (1 - share) + c2 * Math.sin(radians(h2)) * share;
  return [l1 + (l2 - l1) * share, Math.hypot(a, b), (Math.atan2(b, a) * 180) / Math.PI];
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** The degrees from one hue to another by the shorter way, -180 to 180. */
export const shortWay = (from: number, to: number) => ((((to - from) % 360) + 540) % 360) - 180;

/** Converts a colour to sRGB. One that sRGB does not have loses chroma, not lightness or hue. */
export function toRgb([l, c, h]: Lch): Colour {
  let rgb = toLinear(l, c, h);
  for (let chroma = c; chroma > 0.005 && rgb.some((part) => part < -0.002 || part > 1.002); chroma *= 0.94) {
    rgb = toLinear(l, chroma, h);
  }
  const [red, green, blue] = rgb;
  return [encodeGamma(red), encodeGamma(green), encodeGamma(blue)];
}

function toLinear(l: number, c: number, h: number): [number, number, number] {
  const a = c * Math.cos(radians(h));
  const b = c * Math.sin(radians(h));
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}

function encodeGamma(part: number): number {
  const x = clamp(part);
  return 255 * (x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055);
}
