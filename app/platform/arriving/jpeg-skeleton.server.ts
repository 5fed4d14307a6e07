import { isBare, isBeside } from "../formats/jpeg-markers.server";

const START = 0xd8;
const END = 0xd9;
const SCAN = 0xda;
/** What lies beside a picture is left out once so much of the file was kept. */
const MOST_BYTES_KEPT = 2_000_000;

/**
 * A JPEG without its pixels, made while the file passes: every segment up to the end, and of the coded bytes behind the
 * head of a scan a single one. It is read as the file itself would be.
 */
export class JpegSkeleton {
  readonly #kept: Buffer[] = [Buffer.from([0xff, START])];
  #bytesKept = 0;
  #state: "between" | "coded" | "length" | "content" = "between";
  /** Whether the byte before was an FF, behind which a marker may come. */
  #isAfterFF = false;
  #marker = 0;
  /** The bytes of the segment's length and content that are there so far, and how many there will be. */
  #segment: Buffer[] = [];
  #missing = 0;
  /** The file's first marker says nothing else than that it is a JPEG. */
  #started = false;
  #isOver = false;
  #hasCoded = false;

  /** Whether the picture's end came, or something behind which nothing is read. */
  get isOver(): boolean {
    return this.#isOver;
  }

  take(piece: Buffer): void {
    for (let at = 0; at < piece.length && !this.#isOver; ) {
      if (this.#state === "length" || this.#state === "content") at = this.#fill(piece, at);
      else if (this.#isAfterFF) this.#follow(piece[at++] ?? 0);
      else at = this.#find(piece, at);
    }
  }

  file(): Buffer {
    return Buffer.concat([...this.#kept, ...this.#segment]);
  }

  #find(piece: Buffer, from: number): number {
    const found = piece.indexOf(0xff, from);
    this.#isAfterFF = found !== -1;
    if (this.#state === "coded" && found !== from) this.#keepOneCoded();
    return found === -1 ? piece.length : found + 1;
  }

  #follow(byte: number): void {
    if (byte === 0xff) return;
    this.#isAfterFF = false;
    const isRestart = byte >= 0xd0 && byte <= 0xd7;
    const isFirst = byte === START && !this.#started;
    if (isFirst) this.#started = true;
    else if (this.#state === "coded" && (byte === 0 || isRestart)) this.#keepOneCoded();
    else if (byte === 0 || isBare(byte)) this.#state = "between";
    else this.#begin(byte);
  }

  /** Begins a segment. */
  #begin(byte: number): void {
    this.#marker = byte;
    this.#isOver = byte === END || byte === START || byte < 0xc0;
    if (this.#isOver) this.#kept.push(Buffer.from([0xff, byte]));
    this.#state = "length";
    this.#missing = 2;
  }

  #fill(piece: Buffer, from: number): number {
    const part = Buffer.from(piece.subarray(from, from + this.#missing));
    this.#segment.push(part);
    this.#missing -= part.length;
    if (this.#missing > 0) return from + part.length;
    if (this.#state === "length") {
      const length = Buffer.concat(this.#segment).readUInt16BE(0);
      this.#segment = [Buffer.from([0xff, this.#marker]), ...this.#segment];
      this.#missing = Math.max(length, 2) - 2;
      this.#state = "content";
    }
    if (this.#missing === 0) this.#close();
    return from + part.length;
  }

  #close(): void {
    const size = this.#segment.reduce((sum, { length }) => sum + length, 0);
    const isKept = !isBeside(this.#marker) || this.#bytesKept + size <= MOST_BYTES_KEPT;
    if (isKept) this.#kept.push(...this.#segment);
    if (isKept) this.#bytesKept += size;
    this.#segment = [];
    this.#state = this.#marker === SCAN ? "coded" : "between";
    this.#hasCoded = false;
  }

  #keepOneCoded(): void {
    if (!this.#hasCoded) this.#kept.push(Buffer.alloc(1));
    this.#hasCoded = true;
  }
}
