/**
 * The numbers of a progressive picture's blocks, which come in several passes. Of each block only the coarsest `side` by
 * `side` are held, as many as the picture is drawn with; of the others, whether they are nothing, which later passes ask.
 */
export class Held {
  readonly side: number;
  readonly #numbers: Int16Array;
  readonly #marks: Uint32Array;
  readonly #whole = new Int16Array(64);

  constructor(blocks: number, side: number) {
    this.side = side;
    this.#numbers = new Int16Array(blocks * side * side);
    this.#marks = new Uint32Array(blocks * 2);
  }

  static bytesOf(blocks: number, side: number): number {
    return blocks * (2 * side * side + 8);
  }

  isSet(block: number, at: number): boolean {
    return (((this.#marks[block * 2 + (at >> 5)] ?? 0) >>> (at & 31)) & 1) === 1;
  }

  set(block: number, at: number, value: number): void {
    const mark = block * 2 + (at >> 5);
    this.#marks[mark] = (this.#marks[mark] ?? 0) | (1 << (at & 31));
    const place = this.#placeOf(block, at);
    if (place >= 0) this.#numbers[place] = value;
  }

  get(block: number, at: number): number {
    return this.#numbers[this.#placeOf(block, at)] ?? 0;
  }

  /** Moves a number by this bit further away from nothing, unless it has it already. */
  refine(block: number, at: number, bit: number): void {
    const place = this.#placeOf(block, at);
    if (place < 0) return;
    const value = this.#numbers[place] ?? 0;
    if ((Math.abs(value) & bit) === 0) this.#numbers[place] = value + (value > 0 ? bit : -bit);
  }

  /** A block's numbers, at the places where they belong among all 64; the same array is used again for the next block. */
  block(block: number): Int16Array {
    const { side } = this;
    for (let v = 0; v < side; v++)
      for (let u = 0; u < side; u++)
        this.#whole[v * 8 + u] = this.#numbers[(block * side + v) * side + u] ?? 0;
    return this.#whole;
  }

  /** The place of a number; -1 when it is not held. */
  #placeOf(block: number, at: number): number {
    const [u, v] = [at & 7, at >> 3];
    return u < this.side && v < this.side ? (block * this.side + v) * this.side + u : -1;
  }
}
