import { constants, createInflate } from "node:zlib";

/** How much comes out at a time, whatever goes in: a few bytes may stand for millions. */
const PIECE_BYTES = 65_536;

/**
 * Inflates a stream of zlib piece by piece, and gives each piece on before the next one is made. What follows the end, or
 * is missing at the end, does not matter here: whoever counts what came knows.
 */
export class Inflating {
  readonly #inflate = createInflate({ chunkSize: PIECE_BYTES, finishFlush: constants.Z_SYNC_FLUSH });
  #goOn: () => void = () => {};
  #isOver = false;
  #thrown: { error: unknown } | null = null;

  /** What `take` throws comes out of `give` or `end`: nobody stands behind the stream to catch it. */
  constructor(take: (piece: Buffer) => void) {
    this.#inflate.on("data", (piece: Buffer) => {
      if (this.#isOver) return;
      try {
        take(piece);
      } catch (error) {
        this.#thrown = { error };
        this.stop();
      }
    });
    for (const end of ["end", "error", "close"]) this.#inflate.on(end, () => this.stop());
  }

  /** Comes back when everything in `compressed` was given on. */
  async give(compressed: Uint8Array): Promise<void> {
    if (this.#isOver) return;
    await new Promise<void>((resolve) => {
      this.#goOn = resolve;
      this.#inflate.write(compressed, () => resolve());
    });
    if (this.#thrown) throw this.#thrown.error;
  }

  /** Nothing more goes in; what was held back is given on. */
  async end(): Promise<void> {
    if (this.#isOver) return;
    await new Promise<void>((resolve) => {
      this.#goOn = resolve;
      this.#inflate.end();
    });
    if (this.#thrown) throw this.#thrown.error;
  }

  /** Nothing more is wanted. */
  stop(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#inflate.destroy();
    this.#goOn();
  }
}
