const FAST_BITS = 9;
const LONGEST_CODE = 16;

/** A Huffman table: short codes are looked up, the few long ones are compared length by length. */
export class Codes {
  readonly #fast = new Uint16Array(1 << FAST_BITS);
  readonly #last = new Int32Array(LONGEST_CODE + 1).fill(-1);
  readonly #offset = new Int32Array(LONGEST_CODE + 1);
  readonly #values: Uint8Array;

  /** `counts` says how many codes there are of each length from 1 to 16. */
  constructor(counts: Uint8Array, values: Uint8Array) {
    this.#values = values;
    let code = 0;
    let index = 0;
    for (let length = 1; length <= LONGEST_CODE; length++) {
      this.#offset[length] = index - code;
      for (let n = counts[length - 1] ?? 0; n > 0; n--, code++, index++) {
        if (length > FAST_BITS) continue;
        const from = code << (FAST_BITS - length);
        this.#fast.fill((length << 8) | (values[index] ?? 0), from, from + (1 << (FAST_BITS - length)));
      }
      this.#last[length] = code - 1;
      code <<= 1;
    }
  }

  next(bits: Bits): number {
    const entry = this.#fast[bits.peek(FAST_BITS)] ?? 0;
    if (entry !== 0) {
      bits.skip(entry >> 8);
      return entry & 0xff;
    }
    for (let length = FAST_BITS + 1; length <= LONGEST_CODE; length++) {
      const code = bits.peek(length);
      if (code > (this.#last[length] ?? -1)) continue;
      bits.skip(length);
      return this.#values[code + (this.#offset[length] ?? 0)] ?? 0;
    }
    // No code begins like this: the file is damaged, and is read on as browsers do.
    bits.skip(LONGEST_CODE);
    return 0;
  }
}

/** Reads the coded bytes of a scan bit by bit. Behind their end come zeros. */
export class Bits {
  #buffer = 0;
  #count = 0;
  /** The number of bytes in the buffer that were not in the file. */
  #missing = 0;
  readonly #data: Uint8Array;
  #at: number;

  constructor(data: Uint8Array, at: number) {
    this.#data = data;
    this.#at = at;
  }

  get isOver(): boolean {
    return this.#missing * 8 > this.#count;
  }

  /** Nothing comes any more, not even a restart. */
  get isAtEnd(): boolean {
    return this.isOver && this.#at + 2 >= this.#data.length;
  }

  /** The first byte of which no bit was read. */
  get position(): number {
    let unread = (this.#count >> 3) - this.#missing;
    let at = this.#at;
    for (; unread > 0; unread--) at -= this.#data[at - 1] === 0 && this.#data[at - 2] === 0xff ? 2 : 1;
    return at;
  }

  /** The next bits, which stay to be read; `count` is 16 at the most. */
  peek(count: number): number {
    if (this.#count < count) this.#fill();
    return (this.#buffer >>> (this.#count - count)) & ((1 << count) - 1);
  }

  skip(count: number): void {
    this.#count -= count;
  }

  read(count: number): number {
    if (count === 0) return 0;
    const value = this.peek(count);
    this.#count -= count;
    return value;
  }

  /** Reads a number of so many bits; the smaller half of all values stands for negative numbers. */
  signed(count: number): number {
    if (count === 0) return 0;
    const value = this.read(count);
    return value < 1 << (count - 1) ? value - (1 << count) + 1 : value;
  }

  /** Goes on behind the next restart marker; the bits in front of it are filling. */
  restart(): void {
    let at = this.position;
    while (at + 1 < this.#data.length && !(this.#data[at] === 0xff && isRestart(this.#data[at + 1] ?? 0)))
      at++;
    this.#at = Math.min(at + 2, this.#data.length);
    this.#buffer = 0;
    this.#count = 0;
    this.#missing = 0;
  }

  #fill(): void {
    const data = this.#data;
    while (this.#count <= 24) {
      const byte = data[this.#at];
      const isStuffed = byte === 0xff && data[this.#at + 1] === 0;
      const isThere = byte !== undefined && (byte !== 0xff || isStuffed);
      this.#buffer = (this.#buffer << 8) | (isThere ? byte : 0);
      this.#count += 8;
      if (isThere) this.#at += isStuffed ? 2 : 1;
      else this.#missing++;
    }
  }
}

function isRestart(marker: number): boolean {
  return marker >= 0xd0 && marker <= 0xd7;
}
