import { Bits, Codes } from "./jpeg-bits.server";
import { type Component, Part, ZIGZAG } from "./jpeg-blocks.server";
import { Held } from "./jpeg-held.server";

/** A progressive picture comes in several passes, so its numbers are held: of those that it is drawn with, so many bytes. */
const MOST_BYTES_HELD = 50_000_000;
/** More pixels than anybody may bring, and more passes than any program makes: those are there to take time. */
const MOST_PIXELS = 20_000_000;
const MOST_SCANS = 100;

export type Coded = {
  width: number;
  height: number;
  isProgressive: boolean;
  components: Component[];
};

/** Called with each complete block and the factors of its numbers; `numbers` is used again for the next block. */
export type OnBlock = (
  component: Component,
  place: { row: number; column: number },
  numbers: Int16Array,
  factors: Uint16Array,
) => void;

/** The place in the last segment at which the coded rows end; null when they cannot be counted. */
export function endOfCodedRows(segments: Buffer[]): number | null {
  return readRows(segments, 1, () => {})?.end ?? null;
}

/**
 * Decodes tables, frame and scans into blocks, of which the coarsest `side` by `side` numbers are wanted. Null without a
 * frame, and for a picture too large to be held.
 */
export function readRows(
  segments: Buffer[],
  side: number,
  onBlock: OnBlock,
): { coded: Coded; end: number } | null {
  const tables = new Map<number, Codes>();
  const quantizations = new Map<number, Uint16Array>();
  let coded: Coded | null = null;
  let restartEvery = 0;
  let end = 0;
  if (segments.filter((segment) => segment[1] === 0xda).length > MOST_SCANS) return null;
  for (const segment of segments) {
    const marker = segment[1] ?? 0;
    const content = segment.subarray(4, 2 + segment.readUInt16BE(2));
    if (marker === 0xc4) readCodes(content, tables);
    else if (marker === 0xdb) readQuantizations(content, quantizations);
    else if (marker === 0xdd) restartEvery = content.readUInt16BE(0);
    else if (marker === 0xda && coded)
      end = readScan(coded, segment, { tables, quantizations, restartEvery, onBlock });
    else if (marker !== 0xda) coded = frameOf(content, marker === 0xc2);
    if (coded && !hasRoom(coded, side)) return null;
  }
  if (!coded) return null;
  if (coded.isProgressive) giveHeld(coded, quantizations, onBlock);
  return { coded, end };
}

function readCodes(content: Buffer, tables: Map<number, Codes>): void {
  for (let at = 0; at + 17 <= content.length; ) {
    const counts = content.subarray(at + 1, at + 17);
    const end = at + 17 + counts.reduce((sum, count) => sum + count, 0);
    tables.set(content[at] ?? 0, new Codes(counts, content.subarray(at + 17, end)));
    at = end;
  }
}

function readQuantizations(content: Buffer, quantizations: Map<number, Uint16Array>): void {
  for (let at = 0; at < content.length; ) {
    const [isWide, id] = [(content[at] ?? 0) >> 4 !== 0, (content[at] ?? 0) & 15];
    const table = new Uint16Array(64);
    for (let k = 0; k < 64; k++)
      table[ZIGZAG[k] ?? 0] = isWide ? content.readUInt16BE(at + 1 + 2 * k) : (content[at + 1 + k] ?? 1);
    quantizations.set(id, table);
    at += 1 + (isWide ? 128 : 64);
  }
}

function frameOf(content: Buffer, isProgressive: boolean): Coded {
  const [height, width] = [content.readUInt16BE(1), content.readUInt16BE(3)];
  const sampled = Array.from({ length: content[5] ?? 0 }, (_, index) => {
    const [id = 0, factors = 0, quantization = 0] = content.subarray(6 + 3 * index);
    return { id, h: factors >> 4, v: factors & 15, quantization };
  });
  const [h, v] = [Math.max(...sampled.map(({ h }) => h)), Math.max(...sampled.map(({ v }) => v))];
  const [unitsWide, unitsHigh] = [Math.ceil(width / (8 * h)), Math.ceil(height / (8 * v))];
  const components = sampled.map((component) => ({
    ...component,
    blocksWide: unitsWide * component.h,
    blocksHigh: unitsHigh * component.v,
    columns: Math.ceil(Math.ceil((width * component.h) / h) / 8),
    rows: Math.ceil(Math.ceil((height * component.v) / v) / 8),
    held: null,
  }));
  return { width, height, isProgressive, components };
}

/** Makes room for what is held of a progressive picture; false when the picture is too large. */
function hasRoom({ width, height, isProgressive, components }: Coded, side: number): boolean {
  if (width * height > MOST_PIXELS) return false;
  if (!isProgressive) return true;
  const blocks = components.map(({ blocksWide, blocksHigh }) => blocksWide * blocksHigh);
  const bytes = blocks.reduce((sum, count) => sum + Held.bytesOf(count, side), 0);
  if (bytes > MOST_BYTES_HELD) return false;
  for (const [index, component] of components.entries())
    component.held ??= new Held(blocks[index] ?? 0, side);
  return true;
}

type Reading = {
  tables: Map<number, Codes>;
  quantizations: Map<number, Uint16Array>;
  restartEvery: number;
  onBlock: OnBlock;
};

const NO_FACTORS = new Uint16Array(64).fill(1);

function readScan(coded: Coded, segment: Buffer, reading: Reading): number {
  const { tables, restartEvery } = reading;
  const count = segment[4] ?? 0;
  const header = 2 + segment.readUInt16BE(2);
  const [from = 0, to = 63, approximation = 0] = segment.subarray(5 + 2 * count);
  const bits = new Bits(segment, header);
  const parts = Array.from({ length: count }, (_, index) => {
    const [id, which = 0] = segment.subarray(5 + 2 * index);
    const component = coded.components.find((known) => known.id === id);
    const pass = { from, to, high: approximation >> 4, low: approximation & 15 };
    return component && new Part(component, tables.get(which >> 4), tables.get(0x10 | (which & 15)), pass);
  }).filter((part) => part !== undefined);

  const [only] = parts;
  const isAlone = parts.length === 1 && only !== undefined;
  const { blocksWide = 0, blocksHigh = 0, h = 1, v = 1 } = only?.component ?? {};
  const unitsWide = isAlone ? only.component.columns : blocksWide / h;
  const unitsHigh = isAlone ? only.component.rows : blocksHigh / v;
  for (let unit = 0; unit < unitsWide * unitsHigh; unit++) {
    if (restartEvery > 0 && unit > 0 && unit % restartEvery === 0) {
      bits.restart();
      for (const part of parts) part.restart();
    }
    const [row, column] = [Math.floor(unit / unitsWide), unit % unitsWide];
    for (const part of parts) {
      const factors = reading.quantizations.get(part.component.quantization) ?? NO_FACTORS;
      const [across, down] = isAlone ? [1, 1] : [part.component.h, part.component.v];
      for (let y = 0; y < down; y++)
        for (let x = 0; x < across; x++) {
          const place = { row: row * down + y, column: column * across + x };
          if (coded.isProgressive) part.readPass(bits, place);
          else reading.onBlock(part.component, place, part.readAtOnce(bits), factors);
        }
    }
    if (restartEvery > 0 ? bits.isAtEnd : bits.isOver) return segment.length;
  }
  return bits.position;
}

function giveHeld({ components }: Coded, quantizations: Map<number, Uint16Array>, onBlock: OnBlock): void {
  for (const component of components) {
    const { held } = component;
    if (!held) continue;
    const factors = quantizations.get(component.quantization) ?? NO_FACTORS;
    for (let row = 0; row < component.blocksHigh; row++)
      for (let column = 0; column < component.blocksWide; column++)
        onBlock(component, { row, column }, held.block(row * component.blocksWide + column), factors);
  }
}
