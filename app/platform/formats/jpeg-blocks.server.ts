import { type Bits, Codes } from "./jpeg-bits.server";
import type { Held } from "./jpeg-held.server";

/** Where the numbers of a block belong, in the order in which they are coded: from the coarsest to the finest. */
export const ZIGZAG = Uint8Array.from([
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7,
  14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46,
  53, 60, 61, 54, 47, 55, 62, 63,
]);

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
  held: Held | null;
};

/** Which numbers a pass brings, and down to which bit; `high` is not 0 when it makes earlier ones finer. */
type Pass = { from: number; to: number; high: number; low: number };

const NO_CODES = new Codes(new Uint8Array(16), new Uint8Array());

/** What a scan has of one component. */
export class Part {
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
  readPass(bits: Bits, { row, column }: { row: number; column: number }): void {
    const held = this.component.held;
    if (!held) return;
    const block = row * this.component.blocksWide + column;
    const { from, high, low } = this.#pass;
    if (from === 0) {
      if (high === 0) held.set(block, 0, this.#difference(bits) << low);
      else if (bits.read(1) === 1) held.set(block, 0, held.get(block, 0) | (1 << low));
    } else if (high === 0) this.#readFirst(bits, held, block);
    else this.#refine(bits, held, block);
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

  #readFirst(bits: Bits, held: Held, block: number): void {
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
      if (size > 0) held.set(block, ZIGZAG[k] ?? 63, bits.signed(size) << low);
    }
  }

  #refine(bits: Bits, held: Held, block: number): void {
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
          if (held.isSet(block, at)) held.refine(block, at, bits.read(1) * bit);
          else if (run-- === 0) {
            if (value !== 0) held.set(block, at, value);
            break;
          }
        }
      }
    }
    if (this.#empty === 0) return;
    for (; k <= to; k++) {
      const at = ZIGZAG[k] ?? 63;
      if (held.isSet(block, at)) held.refine(block, at, bits.read(1) * bit);
    }
    this.#empty--;
  }
}
