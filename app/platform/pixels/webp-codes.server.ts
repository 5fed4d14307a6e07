const FAST_BITS = 7;
const LONGEST_CODE = 15;

/** Reads a lossless WebP bit by bit, from the lowest of each byte. Behind its end come zeros. @throws far behind it. */
export class WebpBits {
  readonly #data: Uint8Array;
  #at: number;
  #bits = 0;
  #count = 0;

  constructor(data: Uint8Array, at: number) {
    this.#data = data;
    this.#at = at;
  }

  /** The next bits, which stay to be read: at least 24 of them. */
  peek(): number {
    while (this.#count <= 23) {
      this.#bits |= (this.#data[this.#at++] ?? 0) << this.#count;
      this.#count += 8;
    }
    if (this.#at > this.#data.length + 8) throw new Error("a WebP ends too early");
    return this.#bits;
  }

  skip(count: number): void {
    this.#bits >>>= count;
    this.#count -= count;
  }

  /** A number of so many bits, 18 at the most. */
  read(count: number): number {
    const value = this.peek() & ((1 << count) - 1);
    this.skip(count);
    return value;
  }
}

/** A Huffman tree: what is not negative leads to a pair of branches, what is negative is a symbol, turned over. */
export class WebpCodes {
  readonly #fast = new Int16Array(1 << FAST_BITS);
  readonly #lengths = new Uint8Array(1 << FAST_BITS);
  readonly #branches: Int16Array;
  readonly #only: number;

  /** `lengths` says of each symbol how many bits its code has, 0 of one without. @throws when they are no tree. */
  constructor(lengths: Uint8Array) {
    const used = lengths.reduce((sum, length) => sum + (length > 0 ? 1 : 0), 0);
    if (used === 0) throw new Error("a WebP has no codes");
    this.#only = used === 1 ? lengths.findIndex((length) => length > 0) : -1;
    this.#branches = new Int16Array(2 * used);
    if (used > 1) this.#grow(lengths);
  }

  next(bits: WebpBits): number {
    if (this.#only >= 0) return this.#only;
    const ahead = bits.peek();
    const index = ahead & ((1 << FAST_BITS) - 1);
    let node = this.#fast[index] ?? 0;
    let length = this.#lengths[index] ?? 0;
    while (node >= 0) node = this.#branches[2 * node + ((ahead >>> length++) & 1)] ?? 0;
    bits.skip(length);
    return ~node;
  }

  #grow(lengths: Uint8Array): void {
    const branches = this.#branches;
    let nodes = 1;
    let code = 0;
    for (let length = 1; length <= LONGEST_CODE; length++, code <<= 1)
      for (let symbol = 0; symbol < lengths.length; symbol++) {
        if (lengths[symbol] !== length) continue;
        let node = 0;
        for (let bit = length - 1; bit > 0; bit--) {
          const at = 2 * node + ((code >> bit) & 1);
          // The root is nobody's branch, so 0 is a place where nothing grows yet.
          if (branches[at] === 0) branches[at] = nodes++;
          node = branches[at] ?? 0;
          if (node < 0 || nodes > branches.length / 2) throw new Error("a WebP has codes that are no tree");
        }
        branches[2 * node + (code++ & 1)] = ~symbol;
      }
    if (code !== 1 << (LONGEST_CODE + 1)) throw new Error("a WebP has codes that are no tree");
    for (let index = 0; index < this.#fast.length; index++) {
      let [node, length] = [0, 0];
      while (node >= 0 && length < FAST_BITS) node = branches[2 * node + ((index >> length++) & 1)] ?? 0;
      this.#fast[index] = node;
      this.#lengths[index] = length;
    }
  }
}

const ORDER = [17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

/** Reads a tree of so many symbols. */
export function readCodes(bits: WebpBits, symbols: number): WebpCodes {
  const lengths = new Uint8Array(symbols);
  if (bits.read(1) === 1) {
    const isPair = bits.read(1) === 1;
    lengths[bits.read(bits.read(1) === 1 ? 8 : 1)] = 1;
    if (isPair) lengths[bits.read(8)] = 1;
    return new WebpCodes(lengths);
  }
  const ofLengths = new Uint8Array(ORDER.length);
  for (let index = 0, count = 4 + bits.read(4); index < count; index++)
    ofLengths[ORDER[index] ?? 0] = bits.read(3);
  readLengths(bits, new WebpCodes(ofLengths), lengths);
  return new WebpCodes(lengths);
}

function readLengths(bits: WebpBits, codes: WebpCodes, lengths: Uint8Array): void {
  let left = bits.read(1) === 1 ? 2 + bits.read(2 + 2 * bits.read(3)) : lengths.length;
  let before = 8;
  for (let symbol = 0; symbol < lengths.length && left > 0; left--) {
    const length = codes.next(bits);
    if (length < 16) {
      lengths[symbol++] = length;
      if (length > 0) before = length;
      continue;
    }
    const times = length === 16 ? 3 + bits.read(2) : length === 17 ? 3 + bits.read(3) : 11 + bits.read(7);
    if (symbol + times > lengths.length) throw new Error("a WebP has codes that are too many");
    lengths.fill(length === 16 ? before : 0, symbol, symbol + times);
    symbol += times;
  }
}
