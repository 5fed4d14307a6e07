import { readCodes, WebpBits, type WebpCodes } from "./webp-codes.server";
import { inverse, type Transform } from "./webp-transforms.server";

/** No pixel is copied from further back than a million pixels, so that no more of them are held. */
const MOST_PIXELS_HELD = 1 << 20;
const LITERALS = 256;
const LENGTHS = 24;
const DISTANCES = 40;
const MOST_GROUPS = 2600;

/** The nearest places to copy from, the commonest first: how many rows up, and 8 less how many pixels to the left. */
const NEAR = Buffer.from(
  "1807171928062729161a262a38053739151b363a252b48044749141c353b464a242c58454b343c03" +
    "5759131d565a232d444c555b333d68026769121e666a222e545c434d656b323e78017779535d111f" +
    "646c424e767a212f757b313f636d525e00747c414f1020626e30737d515f40727e616f50717f6070",
  "hex",
);

type Size = { width: number; height: number };
type OnRow = (argb: Uint32Array) => void;

/**
 * Decodes the pixels of a lossless WebP, the content of its VP8L, row by row: it holds the last million pixels, and what
 * the file says of areas of them. @throws when they cannot be read.
 */
export function readLossless(content: Uint8Array, onRow: (rgba: Uint8Array) => void): void {
  const bits = new WebpBits(content, 1);
  const [width, height] = [bits.read(14) + 1, bits.read(14) + 1];
  // Whether there is transparency is a hint only; the version was looked at when the file was read.
  bits.read(4);
  const transforms: Transform[] = [];
  let coded = width;
  while (bits.read(1) === 1) {
    if (transforms.length === 4) throw new Error("a WebP has too many transforms");
    const transform = readTransform(bits, { width: coded, height });
    transforms.push(transform);
    coded = transform.codedWidth;
  }
  readPixels(bits, { width: coded, height }, { isWhole: false, onRow: inverse(transforms, onRow) });
}

function readTransform(bits: WebpBits, { width, height }: Size): Transform {
  const kind = bits.read(2);
  if (kind === 2) return { kind, width, codedWidth: width, bits: 0, data: new Uint32Array() };
  if (kind === 3) {
    const count = bits.read(8) + 1;
    const shift = count <= 2 ? 3 : count <= 4 ? 2 : count <= 16 ? 1 : 0;
    const colours = new Uint32Array(256);
    colours.set(readPixels(bits, { width: count, height: 1 }));
    for (let at = 1; at < count; at++) colours[at] = added(colours[at] ?? 0, colours[at - 1] ?? 0);
    return { kind, width, codedWidth: tiles(width, shift), bits: shift, data: colours };
  }
  const shift = bits.read(3) + 2;
  const data = readPixels(bits, { width: tiles(width, shift), height: tiles(height, shift) });
  return { kind, width, codedWidth: width, bits: shift, data };
}

function tiles(side: number, shift: number): number {
  return (side + (1 << shift) - 1) >> shift;
}

/** Two pixels added channel by channel, each without what goes beyond 255. */
export function added(one: number, other: number): number {
  const alphaAndGreen = ((one & 0xff00ff00) >>> 0) + ((other & 0xff00ff00) >>> 0);
  const redAndBlue = (one & 0x00ff00ff) + (other & 0x00ff00ff);
  return ((alphaAndGreen & 0xff00ff00) | (redAndBlue & 0x00ff00ff)) >>> 0;
}

/** Five trees: green with lengths and cached colours, red, blue, alpha, distances. */
type Group = [WebpCodes, WebpCodes, WebpCodes, WebpCodes, WebpCodes];

/** Reads a picture: the one that is seen, whose rows are given on, or a small one about areas of it, which is held. */
function readPixels(
  bits: WebpBits,
  { width, height }: Size,
  { isWhole, onRow }: { isWhole: boolean; onRow: OnRow } = { isWhole: true, onRow: () => {} },
): Uint32Array {
  const cacheBits = bits.read(1) === 1 ? bits.read(4) : 0;
  if (cacheBits > 11) throw new Error("a WebP has too large a cache");
  const cache = new Uint32Array(cacheBits > 0 ? 1 << cacheBits : 0);
  const areas = !isWhole && bits.read(1) === 1 ? readAreas(bits, { width, height }) : null;
  const groups = readGroups(bits, areas, cache.length);
  const total = width * height;
  const held = new Uint32Array(isWhole ? total : Math.min(MOST_PIXELS_HELD, nextPower(total)));
  const mask = isWhole ? -1 : held.length - 1;
  const row = new Uint32Array(width);
  let [x, y, at] = [0, 0, 0];
  const put = (argb: number): void => {
    held[at++ & mask] = argb;
    row[x++] = argb;
    if (cacheBits > 0) cache[Math.imul(argb, 0x1e35a7bd) >>> (32 - cacheBits)] = argb;
    if (x < width) return;
    [x, y] = [0, y + 1];
    onRow(row);
  };
  let group = groups[0];
  while (at < total) {
    if (areas) group = groups[areas.at(x, y)];
    if (!group) throw new Error("a WebP lacks codes");
    const [green, red, blue, alpha, distances] = group;
    const symbol = green.next(bits);
    if (symbol < LITERALS) {
      const rest = (red.next(bits) << 16) | (symbol << 8) | blue.next(bits);
      put((rest | (alpha.next(bits) << 24)) >>> 0);
    } else if (symbol < LITERALS + LENGTHS) {
      const length = numberOf(bits, symbol - LITERALS);
      const back = distanceOf(width, numberOf(bits, distances.next(bits)));
      if (back > at || at + length > total) throw new Error("a WebP copies what is not there");
      for (let left = length; left > 0; left--) put(held[(at - back) & mask] ?? 0);
    } else put(cache[symbol - LITERALS - LENGTHS] ?? 0);
  }
  return held;
}

function nextPower(count: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(2, count)));
}

/** Which group of trees is for which area. */
function readAreas(bits: WebpBits, { width, height }: Size) {
  const shift = bits.read(3) + 2;
  const across = tiles(width, shift);
  const data = readPixels(bits, { width: across, height: tiles(height, shift) });
  const at = (x: number, y: number) => ((data[(y >> shift) * across + (x >> shift)] ?? 0) >>> 8) & 0xffff;
  const count = 1 + data.reduce((most, argb) => Math.max(most, (argb >>> 8) & 0xffff), 0);
  return { at, count };
}

function readGroups(bits: WebpBits, areas: { count: number } | null, cached: number): Group[] {
  const count = areas?.count ?? 1;
  if (count > MOST_GROUPS) throw new Error("a WebP has too many codes");
  return Array.from({ length: count }, () => {
    const green = readCodes(bits, LITERALS + LENGTHS + cached);
    const [red, blue, alpha] = [readCodes(bits, 256), readCodes(bits, 256), readCodes(bits, 256)];
    return [green, red, blue, alpha, readCodes(bits, DISTANCES)];
  });
}

function numberOf(bits: WebpBits, symbol: number): number {
  if (symbol < 4) return symbol + 1;
  const extra = (symbol - 2) >> 1;
  return ((2 + (symbol & 1)) << extra) + bits.read(extra) + 1;
}

function distanceOf(width: number, code: number): number {
  if (code > NEAR.length) return code - NEAR.length;
  const near = NEAR[code - 1] ?? 0;
  return Math.max(1, (near >> 4) * width + 8 - (near & 15));
}
