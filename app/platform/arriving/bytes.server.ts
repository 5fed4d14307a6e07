export type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** A file that is read from its beginning to its end while it comes, of which no more is held than one piece. */
export class Bytes {
  readonly #source: AsyncIterator<Uint8Array> | Iterator<Uint8Array>;
  #held = Buffer.alloc(0);
  #position = 0;

  constructor(pieces: Pieces) {
    this.#source =
      Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]();
  }

  /** How many bytes were taken so far. */
  get position(): number {
    return this.#position;
  }

  /** The next bytes, as many as come at once and `most` at the most; null at the end. */
  async some(most = Number.MAX_SAFE_INTEGER): Promise<Buffer | null> {
    while (this.#held.length === 0) {
      const next = await this.#source.next();
      if (next.done) return null;
      const { buffer, byteOffset, byteLength } = next.value as Uint8Array<ArrayBuffer>;
      this.#held = Buffer.from(buffer, byteOffset, byteLength);
    }
    const taken = this.#held.subarray(0, most);
    this.#held = this.#held.subarray(taken.length);
    this.#position += taken.length;
    return taken;
  }

  /** Puts back what was taken last, to be taken again. */
  giveBack(taken: Buffer): void {
    this.#held = Buffer.concat([taken, this.#held]);
    this.#position -= taken.length;
  }

  /** Exactly the next `count` bytes; fewer when the file ends before. */
  async take(count: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let missing = count; missing > 0; ) {
      const part = await this.some(missing);
      if (!part) break;
      parts.push(part);
      missing -= part.length;
    }
    const [only] = parts;
    return parts.length === 1 && only ? only : Buffer.concat(parts);
  }

  /** Passes over the next bytes; false when the file ends before. */
  async skip(count: number): Promise<boolean> {
    for (let missing = count; missing > 0; ) {
      const part = await this.some(missing);
      if (!part) return false;
      missing -= part.length;
    }
    return true;
  }

  /** Wants nothing more, so that whoever sends can stop. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }

  /** Reads on to the end. */
  async drain(): Promise<void> {
    while (await this.some());
  }
}
