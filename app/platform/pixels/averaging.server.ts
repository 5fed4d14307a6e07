import type { Pixels } from "../codecs.server";

type Size = { width: number; height: number };

/**
 * A smaller picture that is made row by row while a large one is decoded: each of its pixels is the average of those that
 * it stands for, weighed by how much of each it covers and by their alpha, so that no colour of what is transparent shows.
 * It holds the small picture and three rows, whatever the size of the large one.
 */
export class Averaging {
  readonly #from: Size;
  readonly #to: Size;
  readonly #data: Uint8ClampedArray;
  /** For each pixel across: where it goes, and how much of it; the rest goes to the next place. */
  readonly #places: Int32Array;
  readonly #shares: Float32Array;
  #sums: Float32Array;
  #nextSums: Float32Array;
  readonly #row: Float32Array;
  #taken = 0;
  #given = 0;

  /** @throws RangeError when a side would become larger. */
  constructor(from: Size, to: Size) {
    if (to.width > from.width || to.height > from.height)
      throw new RangeError("averages make nothing larger");
    this.#from = from;
    this.#to = to;
    this.#data = new Uint8ClampedArray(to.width * to.height * 4);
    this.#places = new Int32Array(from.width);
    this.#shares = new Float32Array(from.width);
    for (let x = 0; x < from.width; x++) {
      const { place, share } = this.#placeOf(x, from.width, to.width);
      this.#places[x] = place * 4;
      this.#shares[x] = share;
    }
    // One place more than there is: what the last pixel leaves for the next one is nothing, and goes there.
    const places = (to.width + 1) * 4;
    this.#sums = new Float32Array(places);
    this.#nextSums = new Float32Array(places);
    this.#row = new Float32Array(places);
  }

  get isComplete(): boolean {
    return this.#given === this.#to.height;
  }

  /** Takes the next row of the large picture: red, green, blue and alpha for each of its pixels. */
  take(rgba: ArrayLike<number>): void {
    if (this.#taken >= this.#from.height) return;
    this.#sumUp(rgba);
    const { place, share } = this.#placeOf(this.#taken++, this.#from.height, this.#to.height);
    const [row, sums, nextSums] = [this.#row, this.#sums, this.#nextSums];
    for (let at = 0; at < row.length; at++) sums[at] = (sums[at] ?? 0) + (row[at] ?? 0) * share;
    if (share < 1)
      for (let at = 0; at < row.length; at++)
        nextSums[at] = (nextSums[at] ?? 0) + (row[at] ?? 0) * (1 - share);
    const isFull = Math.floor((this.#taken * this.#to.height) / this.#from.height) > place;
    if (isFull) this.#give();
  }

  /** The small picture. @throws when rows are missing. */
  pixels(): Pixels {
    if (!this.isComplete) throw new Error("rows are missing");
    return { data: this.#data, ...this.#to };
  }

  /** Where a pixel of the large side goes, and its share there: less than 1 when it lies across two places. */
  #placeOf(at: number, from: number, to: number): { place: number; share: number } {
    const place = Math.floor((at * to) / from);
    // In whole numbers, so that a pixel that ends where a place ends leaves nothing for the next.
    const beyond = (at + 1) * to - (place + 1) * from;
    return { place, share: beyond > 0 ? 1 - beyond / to : 1 };
  }

  #sumUp(rgba: ArrayLike<number>): void {
    const [row, places, shares] = [this.#row, this.#places, this.#shares];
    row.fill(0);
    for (let x = 0, from = 0; x < places.length; x++, from += 4) {
      const share = shares[x] ?? 1;
      const at = places[x] ?? 0;
      const alpha = rgba[from + 3] ?? 0;
      const [red, green, blue] = [rgba[from] ?? 0, rgba[from + 1] ?? 0, rgba[from + 2] ?? 0];
      add(row, at, red, green, blue, alpha * share);
      if (share < 1) add(row, at + 4, red, green, blue, alpha * (1 - share));
    }
  }

  #give(): void {
    const { width, height } = this.#to;
    const area = (this.#from.width / width) * (this.#from.height / height);
    const [data, sums] = [this.#data, this.#sums];
    const start = this.#given++ * width * 4;
    for (let at = 0; at < width * 4; at += 4) {
      const alpha = sums[at + 3] ?? 0;
      if (alpha === 0) continue;
      for (let channel = 0; channel < 3; channel++)
        data[start + at + channel] = (sums[at + channel] ?? 0) / alpha;
      data[start + at + 3] = alpha / area;
    }
    [this.#sums, this.#nextSums] = [this.#nextSums, sums];
    this.#nextSums.fill(0);
  }
}

function add(row: Float32Array, at: number, red: number, green: number, blue: number, weight: number): void {
  row[at] = (row[at] ?? 0) + red * weight;
  row[at + 1] = (row[at + 1] ?? 0) + green * weight;
  row[at + 2] = (row[at + 2] ?? 0) + blue * weight;
  row[at + 3] = (row[at + 3] ?? 0) + weight;
}
