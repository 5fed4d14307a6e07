import type { Component } from "./jpeg-blocks.server";
import { type Coded, readRows } from "./jpeg-rows.server";
import { placing, shownSize } from "./orientation.server";
import type { Orientation } from "./picture-file";

type Pixels = { data: Uint8ClampedArray; width: number; height: number };

/** The side of a block in the small picture: of a block of 8 by 8 the coarser numbers make one of 4 by 4. */
const SIDE = 4;

/** What the number `u` of a row adds to the row's pixel `x`, halved for the smaller scale. */
const WAVES = Float32Array.from({ length: SIDE * SIDE }, (_, index) => {
  const [u, x] = [index >> 2, index & 3];
  return (u === 0 ? 0.5 : Math.SQRT1_2) * Math.cos(((2 * x + 1) * u * Math.PI) / 8) * Math.SQRT1_2;
});

type Plane = { data: Uint8ClampedArray; width: number };

/**
 * Decodes a JPEG at half its width and height, upright. It goes block by block and holds only the small picture, so that
 * what a camera takes fits into an isolate: 12 megapixels need some 20 MB here, and 96 MB in a decoder. `parts` are those
 * of a file that was read. Null for the four colours of printers, and for a picture too large to be held.
 */
export function halvedUpright(parts: Uint8Array[], orientation: Orientation): Pixels | null {
  const segments = parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength));
  const planes = new Map<number, Plane>();
  const read = readRows(segments.filter(isCoded), (component, { row, column }, numbers, factors) => {
    let plane = planes.get(component.id);
    if (!plane) {
      const width = component.blocksWide * SIDE;
      plane = { width, data: new Uint8ClampedArray(width * component.blocksHigh * SIDE) };
      planes.set(component.id, plane);
    }
    draw(plane, row * SIDE * plane.width + column * SIDE, numbers, factors);
  });
  if (!read || read.coded.components.length === 4) return null;
  return assembled(read.coded, planes, { orientation, isRgb: areRgb(segments, read.coded.components) });
}

function isCoded(segment: Buffer): boolean {
  return [0xc0, 0xc1, 0xc2, 0xc4, 0xda, 0xdb, 0xdd].includes(segment[1] ?? 0) && segment.length > 4;
}

/** Whether the colours are red, green and blue: never in JFIF, else as Adobe's segment or the components' names say. */
function areRgb(segments: Buffer[], components: Component[]): boolean {
  const adobe = segments.find((segment) => segment[1] === 0xee);
  if (segments.some((segment) => segment[1] === 0xe0)) return false;
  if (adobe) return adobe[15] === 0;
  return String.fromCharCode(...components.map(({ id }) => id)) === "RGB";
}

const halfway = new Float32Array(SIDE * SIDE);

function draw({ data, width }: Plane, at: number, numbers: Int16Array, factors: Uint16Array): void {
  const even = ((numbers[0] ?? 0) * (factors[0] ?? 1)) / 8 + 128;
  if (isEven(numbers)) {
    for (let y = 0; y < SIDE; y++) data.fill(even, at + y * width, at + y * width + SIDE);
    return;
  }
  for (let v = 0; v < SIDE; v++)
    for (let x = 0; x < SIDE; x++) {
      let sum = 0;
      for (let u = 0; u < SIDE; u++)
        sum += (numbers[v * 8 + u] ?? 0) * (factors[v * 8 + u] ?? 1) * (WAVES[u * SIDE + x] ?? 0);
      halfway[v * SIDE + x] = sum;
    }
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++) {
      let sum = 128;
      for (let v = 0; v < SIDE; v++) sum += (halfway[v * SIDE + x] ?? 0) * (WAVES[v * SIDE + y] ?? 0);
      data[at + y * width + x] = sum;
    }
}

function isEven(numbers: Int16Array): boolean {
  for (let v = 0; v < SIDE; v++)
    for (let u = v === 0 ? 1 : 0; u < SIDE; u++) if (numbers[v * 8 + u] !== 0) return false;
  return true;
}

type Look = { orientation: Orientation; isRgb: boolean };

function assembled(coded: Coded, planes: Map<number, Plane>, { orientation, isRgb }: Look): Pixels {
  const half = { width: Math.ceil(coded.width / 2), height: Math.ceil(coded.height / 2) };
  const shown = shownSize(half, orientation);
  const data = new Uint8ClampedArray(shown.width * shown.height * 4).fill(255);
  const place = placing(half, orientation);
  const [mostH, mostV] = [mostOf(coded, "h"), mostOf(coded, "v")];
  const sources = coded.components.map((component) => ({
    plane: planes.get(component.id) ?? { data: new Uint8ClampedArray(), width: 0 },
    across: component.h / mostH,
    down: component.v / mostV,
  }));
  const [first, second = first, third = first] = sources;
  const isGrey = sources.length === 1;
  for (let y = 0; y < half.height; y++)
    for (let x = 0; x < half.width; x++) {
      const at = (place.from + y * place.downwards + x * place.across) * 4;
      const [a, b, c] = [valueAt(first, x, y), valueAt(second, x, y), valueAt(third, x, y)];
      if (isGrey || isRgb) {
        data[at] = a;
        data[at + 1] = b;
        data[at + 2] = c;
      } else {
        data[at] = a + 1.402 * (c - 128);
        data[at + 1] = a - 0.344136 * (b - 128) - 0.714136 * (c - 128);
        data[at + 2] = a + 1.772 * (b - 128);
      }
    }
  return { data, ...shown };
}

type Source = { plane: Plane; across: number; down: number } | undefined;

function valueAt(source: Source, x: number, y: number): number {
  if (!source) return 128;
  const { plane, across, down } = source;
  return plane.data[Math.floor(y * down) * plane.width + Math.floor(x * across)] ?? 128;
}

function mostOf({ components }: Coded, side: "h" | "v"): number {
  return Math.max(...components.map((component) => component[side]));
}
