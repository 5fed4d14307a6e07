import type { Component } from "../formats/jpeg-blocks.server";
import { type Coded, readRows } from "../formats/jpeg-rows.server";
import { colouring, type Source } from "./jpeg-colours.server";

type Size = { width: number; height: number };
type Plane = { data: Uint8ClampedArray; width: number };

/** Blocks of this side are what a JPEG is coded in. */
const BLOCK = 8;

/** Whoever takes the rows: `begin` comes once, before the first row, which is used again for the next one. */
export type Rows = { begin(size: Size): void; take(rgba: Uint8ClampedArray): void };

/**
 * Decodes a JPEG at `side` eighths of its width and height: of each block the coarser numbers make a smaller one. It goes
 * block by block and holds only the small picture, and of a progressive one the numbers that it needs. `parts` are those of
 * a file that was read, and rows come as they are stored, upright or not. False for a picture without its tables, and for one too large to be held.
 */
export function readScaled(parts: Uint8Array[], side: number, rows: Rows): boolean {
  const segments = parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength));
  if (!hasItsTables(segments)) return false;
  const planes = new Map<number, Plane>();
  const draw = drawing(side);
  const read = readRows(segments.filter(isCoded), side, (component, { row, column }, numbers, factors) => {
    let plane = planes.get(component.id);
    if (!plane) {
      plane = planeOf(component, side);
      planes.set(component.id, plane);
    }
    draw(plane, (row * plane.width + column) * side, numbers, factors);
  });
  if (!read) return false;
  const { coded } = read;
  for (const component of coded.components) component.held = null;
  give(coded, scaledSize(coded, side), sourcesOf(coded, planes, side), { segments, rows });
  return true;
}

/** The size of a picture at `side` eighths. */
export function scaledSize({ width, height }: Size, side: number): Size {
  return { width: Math.ceil((width * side) / BLOCK), height: Math.ceil((height * side) / BLOCK) };
}

function planeOf({ blocksWide, blocksHigh }: Component, side: number): Plane {
  const width = blocksWide * side;
  return { width, data: new Uint8ClampedArray(width * blocksHigh * side) };
}

function isCoded(segment: Buffer): boolean {
  return [0xc0, 0xc1, 0xc2, 0xc4, 0xda, 0xdb, 0xdd].includes(segment[1] ?? 0) && segment.length > 4;
}

/** Whether each scan finds the tables of codes that it is written in, without which nobody can tell what it says. */
function hasItsTables(segments: Buffer[]): boolean {
  const tables = new Set<number>();
  for (const segment of segments) {
    if (segment[1] === 0xc4)
      for (let at = 4; at + 17 <= 2 + segment.readUInt16BE(2); ) {
        tables.add(segment[at] ?? 0);
        at += 17 + segment.subarray(at + 1, at + 17).reduce((sum, count) => sum + count, 0);
      }
    if (segment[1] !== 0xda) continue;
    const count = segment[4] ?? 0;
    const [from = 0, to = 63, approximation = 0] = segment.subarray(5 + 2 * count);
    for (let part = 0; part < count; part++) {
      const which = segment[6 + 2 * part] ?? 0;
      // A later pass over the means adds one bit to each, which no table is needed for.
      const isFirst = approximation >> 4 === 0;
      if (from === 0 && isFirst && !tables.has(which >> 4)) return false;
      if (to > 0 && !tables.has(0x10 | (which & 15))) return false;
    }
  }
  return true;
}

/** Draws a block from its numbers: what each wave adds to each pixel, first down the columns, then across. */
function drawing(side: number) {
  const waves = Float32Array.from({ length: side * side }, (_, index) => {
    const [u, x] = [Math.floor(index / side), index % side];
    return (u === 0 ? Math.sqrt(1 / BLOCK) : 1 / 2) * Math.cos(((2 * x + 1) * u * Math.PI) / (2 * side));
  });
  const halfway = new Float32Array(side * side);

  return ({ data, width }: Plane, at: number, numbers: Int16Array, factors: Uint16Array): void => {
    if (isEven(numbers, side)) {
      const even = ((numbers[0] ?? 0) * (factors[0] ?? 1)) / BLOCK + 128;
      for (let y = 0; y < side; y++) data.fill(even, at + y * width, at + y * width + side);
      return;
    }
    halfway.fill(0);
    for (let v = 0; v < side; v++)
      for (let u = 0; u < side; u++) {
        const number = (numbers[v * BLOCK + u] ?? 0) * (factors[v * BLOCK + u] ?? 1);
        if (number === 0) continue;
        for (let x = 0; x < side; x++)
          halfway[v * side + x] = (halfway[v * side + x] ?? 0) + number * (waves[u * side + x] ?? 0);
      }
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++) {
        let sum = 128;
        for (let v = 0; v < side; v++) sum += (halfway[v * side + x] ?? 0) * (waves[v * side + y] ?? 0);
        data[at + y * width + x] = sum;
      }
  };
}

function isEven(numbers: Int16Array, side: number): boolean {
  for (let v = 0; v < side; v++)
    for (let u = v === 0 ? 1 : 0; u < side; u++) if (numbers[v * BLOCK + u] !== 0) return false;
  return true;
}

function sourcesOf({ components }: Coded, planes: Map<number, Plane>, side: number): Source[] {
  const most = (name: "h" | "v") => Math.max(...components.map((component) => component[name]));
  const [mostH, mostV] = [most("h"), most("v")];
  return components.map((component) => ({
    ...(planes.get(component.id) ?? planeOf(component, side)),
    across: component.h / mostH,
    down: component.v / mostV,
  }));
}

type Giving = { segments: Buffer[]; rows: Rows };

function give(coded: Coded, size: Size, sources: Source[], { segments, rows }: Giving): void {
  const colour = colouring(segments, coded.components, sources);
  const rgba = new Uint8ClampedArray(size.width * 4).fill(255);
  rows.begin(size);
  for (let y = 0; y < size.height; y++) {
    colour(rgba, y);
    rows.take(rgba);
  }
}
