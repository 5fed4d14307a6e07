import { Bits, Codes } from "./jpeg-bits.server";

/** Where the numbers of a block belong, in the order in which they are coded: from the coarsest to the finest. */
const ZIGZAG = Uint8Array.from([
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7,
  14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46,
  53, 60, 61, 54, 47, 55, 62, 63,
]);

/** A progressive picture comes in several passes, so all of its numbers are held: two bytes each. */
const MOST_HELD = 30_000_000;

export type Component = {
  id: number;
  /** How many of its blocks a unit has, across and down. */
  h: number;
  v: number;
  /** The number of its table of factors. */
  quantization: number;
  /** In whole units. */
  blocksWide: number;
  blocksHigh: number;
  /** In what the picture needs. */
  columns: number;
  rows: number;
  /** The numbers of all blocks, when they come in several passes. */
  held: Int16Array | null;
};

export type Coded = {
  width: number;
  height: number;
  isProgressive: boolean;
  components: Component[];
};

/** Given each block when it is complete, and what its numbers are to be multiplied by; `numbers` is used again for the next. */
export type OnBlock = (
  component: Component,
  place: { row: number; column: number },
  numbers: Int16Array,
  factors: Uint16Array,
) => void;

/** Where in the last segment the coded rows end; null when they cannot be counted. */
export function endOfCodedRows(segments: Buffer[]): number | null {
  return readRows(segments, () => {})?.end ?? null;
}

/** Takes the coded bytes of tables, frame and scans apart. Null for a picture too large to be held. */
export function readRows(segments: Buffer[], onBlock: OnBlock): { coded: Coded; end: number } | null {
  const tables = new Map<number, Codes>();
  const quantizations = new Map<number, Uint16Array>();
  let coded: Coded | null = null;
  let restartEvery = 0;
  let end = 0;
  for (const segment of segments) {
    const marker = segment[1] ?? 0;
    const content = segment.subarray(4, 2 + segment.readUInt16BE(2));
    if (marker === 0xc4) readCodes(content, tables);
    else if (marker === 0xdb) readQuantizations(content, quantizations);
    else if (marker === 0xdd) restartEvery = content.readUInt16BE(0);
    else if (marker === 0xda && coded)
      end = readScan(coded, segment, { tables, quantizations, restartEvery, onBlock });
    else if (marker !== 0xda) coded = frameOf(content, marker === 0xc2);
    if (coded?.isProgressive && numbersOf(coded) > MOST_HELD) return null;
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

function numbersOf({ components }: Coded): number {
  return components.reduce((sum, { blocksWide, blocksHigh }) => sum + blocksWide * blocksHigh * 64, 0);
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
    if (bits.isOver && restartEvery === 0) return segment.length;
  }
  return bits.position;
}

function giveHeld({ components }: Coded, quantizations: Map<number, Uint16Array>, onBlock: OnBlock): void {
  for (const component of components) {
    const factors = quantizations.get(component.quantization) ?? NO_FACTORS;
    for (let row = 0; row < component.blocksHigh; row++)
      for (let column = 0; column < component.blocksWide; column++)
        onBlock(component, { row, column }, heldOf(component, { row, column }), factors);
  }
}

function heldOf(component: Component, { row, column }: { row: number; column: number }): Int16Array {
  component.held ??= new Int16Array(component.blocksWide * component.blocksHigh * 64);
  const at = (row * component.blocksWide + column) * 64;
  return component.held.subarray(at, at + 64);
}

/** Which numbers a pass brings, and down to which bit; `high` is not 0 when it makes earlier ones finer. */
type Pass = { from: number; to: number; high: number; low: number };

const NO_CODES = new Codes(new Uint8Array(16), new Uint8Array());

/** What a scan has of one component. */
class Part {
  readonly component: Component;
  readonly #dc: Codes;
  readonly #ac: Codes;
  readonly #pass: Pass;
  readonly #block = new Int16Array(64);
  #before = 0;
  /** Blocks without anything more in this pass that are still to come. */
  #empty = 0;

  constructor(component: Component, dc: Codes = NO_CODES, ac: Codes = NO_CODES, pass: Pass) {
    this.component = component;
    this.#dc = dc;
    this.#ac = ac;
    this.#pass = pass;
  }

  restart(): void {
    this.#before = 0;
    this.#empty = 0;
  }

  /** What this pass adds to a block. */
  readPass(bits: Bits, place: { row: number; column: number }): void {
    const block = heldOf(this.component, place);
    const { from, high, low } = this.#pass;
    if (from === 0) {
      if (high === 0) block[0] = this.#difference(bits) << low;
      else if (bits.read(1) === 1) block[0] = (block[0] ?? 0) | (1 << low);
    } else if (high === 0) this.#readFirst(bits, block);
    else this.#refine(bits, block);
  }

  /** The next block of a picture that comes in one pass. */
  readAtOnce(bits: Bits): Int16Array {
    const block = this.#block;
    block.fill(0);
    block[0] = this.#difference(bits);
    for (let k = 1; k < 64; k++) {
      const symbol = this.#ac.next(bits);
      const size = symbol & 15;
      if (size === 0 && symbol !== 0xf0) break;
      k += symbol >> 4;
      if (size > 0) block[ZIGZAG[k] ?? 63] = bits.signed(size);
    }
    return block;
  }

  #difference(bits: Bits): number {
    this.#before += bits.signed(Math.min(this.#dc.next(bits), 16));
    return this.#before;
  }

  #readFirst(bits: Bits, block: Int16Array): void {
    if (this.#empty > 0) {
      this.#empty--;
      return;
    }
    const { from, to, low } = this.#pass;
    for (let k = from; k <= to; k++) {
      const symbol = this.#ac.next(bits);
      const [run, size] = [symbol >> 4, symbol & 15];
      if (size === 0 && run < 15) {
        this.#empty = (1 << run) - 1 + bits.read(run);
        return;
      }
      k += run;
      if (size > 0) block[ZIGZAG[k] ?? 63] = bits.signed(size) << low;
    }
  }

  #refine(bits: Bits, block: Int16Array): void {
    const { from, to, low } = this.#pass;
    const bit = 1 << low;
    let k = from;
    if (this.#empty === 0) {
      for (; k <= to; k++) {
        const symbol = this.#ac.next(bits);
        let run = symbol >> 4;
        let value = 0;
        if ((symbol & 15) !== 0) value = bits.read(1) === 1 ? bit : -bit;
        else if (run < 15) {
          this.#empty = (1 << run) + bits.read(run);
          break;
        }
        // The run counts only what was nothing so far; what was something is made finer on the way.
        for (; k <= to; k++) {
          const at = ZIGZAG[k] ?? 63;
          if (block[at] !== 0) refineOne(bits, block, at, bit);
          else if (run-- === 0) {
            if (value !== 0) block[at] = value;
            break;
          }
        }
      }
    }
    if (this.#empty === 0) return;
    for (; k <= to; k++) {
      const at = ZIGZAG[k] ?? 63;
      if (block[at] !== 0) refineOne(bits, block, at, bit);
    }
    this.#empty--;
  }
}

function refineOne(bits: Bits, block: Int16Array, at: number, bit: number): void {
  const value = block[at] ?? 0;
  if (bits.read(1) === 1 && (Math.abs(value) & bit) === 0) block[at] = value + (value > 0 ? bit : -bit);
}
