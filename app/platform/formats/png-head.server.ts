/** What a PNG says of itself first: `depth` in bits a channel; `colour` 0 grey, 2 RGB, 3 palette, 4 and 6 with alpha. */
export type Head = { width: number; height: number; depth: number; colour: number; isInterlaced: boolean };

/** The kinds of colour, with the depths that each may have. */
const DEPTHS: Record<number, number[]> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};
const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const LONGEST_SIDE = 0x7fffffff;

/** Reads the content of a PNG's first chunk; null for what no PNG says. */
export function headIn(content: Buffer): Head | null {
  if (content.length !== 13) return null;
  const [width, height] = [content.readUInt32BE(0), content.readUInt32BE(4)];
  const [depth = 0, colour = 0, compression, filter, interlace = 0] = content.subarray(8);
  if (width === 0 || height === 0 || width > LONGEST_SIDE || height > LONGEST_SIDE) return null;
  if (!DEPTHS[colour]?.includes(depth) || compression !== 0 || filter !== 0 || interlace > 1) return null;
  return { width, height, depth, colour, isInterlaced: interlace === 1 };
}

/** The seven passes of an interlaced picture: first pixel and step across, first pixel and step down. */
const PASSES = [
  [0, 8, 0, 8],
  [4, 8, 0, 8],
  [0, 4, 4, 8],
  [2, 4, 0, 4],
  [0, 2, 2, 4],
  [1, 2, 0, 2],
  [0, 1, 1, 2],
] as const;

/** A picture's pixels that come one row after the other: all of them, or those of one pass of seven. */
export type Pass = { x: number; stepX: number; y: number; stepY: number; width: number; height: number };

/** The passes that have any pixels, in the order in which they come. */
export function passesOf({ width, height, isInterlaced }: Head): Pass[] {
  if (!isInterlaced) return [{ x: 0, stepX: 1, y: 0, stepY: 1, width, height }];
  const count = (side: number, from: number, step: number) => Math.max(0, Math.ceil((side - from) / step));
  return PASSES.map(([x, stepX, y, stepY]) => ({
    ...{ x, stepX, y, stepY },
    width: count(width, x, stepX),
    height: count(height, y, stepY),
  })).filter((pass) => pass.width > 0 && pass.height > 0);
}

export function bitsOfPixel({ depth, colour }: Head): number {
  return depth * (CHANNELS[colour] ?? 0);
}

/** The bytes of a row of so many pixels, in whole bytes, without the one in front that names its filter. */
export function bytesOfRow(head: Head, pixels: number): number {
  return Math.ceil((pixels * bitsOfPixel(head)) / 8);
}

/** The bytes of all rows, each with one in front of it that names its filter. */
export function bytesOfRows(head: Head): number {
  return passesOf(head).reduce((sum, { width, height }) => sum + height * (1 + bytesOfRow(head, width)), 0);
}
