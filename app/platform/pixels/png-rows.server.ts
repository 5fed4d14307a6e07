import { bitsOfPixel, bytesOfRow, type Head, type Pass, passesOf } from "../formats/png-head.server";

type Colours = { palette: Buffer | undefined; transparency: Buffer | undefined };
type OnRow = (rgba: Uint8Array, place: { pass: Pass; row: number }) => void;

/** Takes the inflated data of a PNG in pieces of any length, and gives row after row in red, green, blue and alpha. */
export class PngRows {
  readonly #head: Head;
  readonly #passes: Pass[];
  readonly #onRow: OnRow;
  readonly #lookUp: (Uint8Array | null)[];
  #pass: Pass | undefined;
  #row = 0;
  #line = Buffer.alloc(0);
  #before = Buffer.alloc(0);
  #filled = 0;
  #rgba = new Uint8Array();

  constructor(head: Head, colours: Colours, onRow: OnRow) {
    this.#head = head;
    this.#passes = passesOf(head);
    this.#onRow = onRow;
    this.#lookUp = [paletteOf(head, colours), clearColourOf(head, colours)];
    this.#nextPass();
  }

  /** Whether the last row was given. */
  get isComplete(): boolean {
    return this.#pass === undefined;
  }

  take(piece: Buffer): void {
    for (let at = 0; at < piece.length && this.#pass; ) {
      const copied = piece.copy(this.#line, this.#filled, at, at + this.#line.length - this.#filled);
      at += copied;
      this.#filled += copied;
      if (this.#filled === this.#line.length) this.#give(this.#pass);
    }
  }

  #nextPass(): void {
    this.#pass = this.#passes.shift();
    const { width = 0 } = this.#pass ?? {};
    this.#line = Buffer.alloc(1 + bytesOfRow(this.#head, width));
    this.#before = Buffer.alloc(this.#line.length);
    this.#rgba = new Uint8Array(width * 4);
    this.#row = 0;
    this.#filled = 0;
  }

  #give(pass: Pass): void {
    const line = this.#line;
    unfilter(line, this.#before, Math.max(1, bitsOfPixel(this.#head) >> 3));
    this.#colour(line.subarray(1), pass.width);
    this.#onRow(this.#rgba, { pass, row: this.#row });
    [this.#line, this.#before] = [this.#before, line];
    this.#filled = 0;
    if (++this.#row === pass.height) this.#nextPass();
  }

  #colour(line: Buffer, width: number): void {
    const { depth, colour } = this.#head;
    const [palette, clear] = this.#lookUp;
    const rgba = this.#rgba;
    const bytes = depth === 16 ? 2 : 1;
    const isGrey = colour === 0 || colour === 4;
    const hasAlpha = colour === 4 || colour === 6;
    const step = bitsOfPixel(this.#head) >> 3 || 1;
    for (let x = 0, to = 0, from = 0; x < width; x++, to += 4, from += step) {
      if (depth < 8 || palette) {
        const value = depth < 8 ? bitsAt(line, x, depth) : (line[x] ?? 0);
        if (palette) rgba.set(palette.subarray(value * 4, value * 4 + 4), to);
        else {
          rgba.fill((value * 255) / ((1 << depth) - 1), to, to + 3);
          rgba[to + 3] = clear?.[1] === value ? 0 : 255;
        }
        continue;
      }
      rgba[to] = line[from] ?? 0;
      rgba[to + 1] = line[isGrey ? from : from + bytes] ?? 0;
      rgba[to + 2] = line[isGrey ? from : from + 2 * bytes] ?? 0;
      if (hasAlpha) rgba[to + 3] = line[from + (isGrey ? 1 : 3) * bytes] ?? 0;
      else rgba[to + 3] = clear && isColour(line, from, bytes, clear) ? 0 : 255;
    }
  }
}

/** Red, green, blue and alpha of all 256 numbers that a pixel may have. */
function paletteOf({ colour }: Head, { palette, transparency }: Colours): Uint8Array | null {
  if (colour !== 3) return null;
  const colours = new Uint8Array(256 * 4);
  for (let index = 0; index < 256; index++) {
    if (palette) colours.set(palette.subarray(index * 3, index * 3 + 3), index * 4);
    colours[index * 4 + 3] = transparency?.[index] ?? 255;
  }
  return colours;
}

/** The one colour that stands for nothing, two bytes a channel. */
function clearColourOf({ colour }: Head, { transparency }: Colours): Uint8Array | null {
  const length = { 0: 2, 2: 6 }[colour];
  return transparency && length === transparency.length ? transparency : null;
}

function isColour(line: Buffer, from: number, bytes: number, clear: Uint8Array): boolean {
  for (let channel = 0; channel * 2 < clear.length; channel++)
    for (let byte = 0; byte < bytes; byte++)
      if (line[from + channel * bytes + byte] !== clear[channel * 2 + 2 - bytes + byte]) return false;
  return true;
}

function bitsAt(line: Buffer, x: number, depth: number): number {
  const bit = x * depth;
  return ((line[bit >> 3] ?? 0) >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
}

/** Turns differences from the pixels to the left and above into values, in place. @throws for a filter that is none. */
function unfilter(line: Buffer, before: Buffer, step: number): void {
  const filter = line[0] ?? 0;
  if (filter > 4) throw new Error("no filter of PNG");
  if (filter === 0) return;
  for (let at = 1; at < line.length; at++) {
    const left = at > step ? (line[at - step] ?? 0) : 0;
    const above = before[at] ?? 0;
    const value = line[at] ?? 0;
    if (filter === 1) line[at] = value + left;
    else if (filter === 2) line[at] = value + above;
    else if (filter === 3) line[at] = value + ((left + above) >> 1);
    else if (filter === 4) line[at] = value + nearest(left, above, at > step ? (before[at - step] ?? 0) : 0);
  }
}

function nearest(left: number, above: number, corner: number): number {
  const [toLeft, toAbove] = [Math.abs(above - corner), Math.abs(left - corner)];
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
