/** What is done next with a file that flows by. */
export type Step =
  /** Answered with as many of the next bytes, or fewer where the file ends; they stay where they are. */
  { peek: number } | { pass: number } | { drop: number } | { write: Uint8Array };

export type Steps<Result = void> = Generator<Step, Result, Uint8Array>;

const NOTHING = new Uint8Array();

/** A file with changes made while it is read, and behind them as it is. Memory holds a piece or two of it. */
export async function* rewritten(
  pieces: AsyncIterator<Uint8Array, void>,
  changes: Steps,
): AsyncGenerator<Uint8Array, void> {
  const flow = new Flow(pieces);
  for (let step = changes.next(NOTHING); !step.done; step = changes.next(flow.ahead)) {
    const { value } = step;
    if ("write" in value) {
      yield* flow.passed();
      yield value.write;
    } else if ("peek" in value) {
      while (flow.ahead.length < value.peek) {
        yield* flow.passed();
        if (!(await flow.read())) break;
      }
    } else if ("pass" in value) {
      for (let left = value.pass - flow.pass(value.pass); left > 0; left -= flow.pass(left)) {
        yield* flow.passed();
        if (!(await flow.read())) break;
      }
    } else {
      yield* flow.passed();
      for (let left = value.drop - flow.drop(value.drop); left > 0; left -= flow.drop(left))
        if (!(await flow.read())) break;
    }
  }
  flow.pass(Number.POSITIVE_INFINITY);
  yield* flow.passed();
  while (await flow.read()) {
    flow.pass(Number.POSITIVE_INFINITY);
    yield* flow.passed();
  }
}

/** The piece at hand. What is passed of it leaves as late as can be, so that pieces without a change leave whole. */
class Flow {
  private held: Uint8Array = NOTHING;
  private from = 0;
  private to = 0;

  constructor(private readonly pieces: AsyncIterator<Uint8Array, void>) {}

  get ahead(): Uint8Array {
    return this.held.subarray(this.to);
  }

  /** Reads on, once what was passed has left; false at the end. */
  async read(): Promise<boolean> {
    const { value, done } = await this.pieces.next();
    if (done) return false;
    this.held = this.ahead.length > 0 ? Buffer.concat([this.ahead, value]) : value;
    this.from = this.to = 0;
    return true;
  }

  pass(bytes: number): number {
    const moved = Math.min(bytes, this.held.length - this.to);
    this.to += moved;
    return moved;
  }

  drop(bytes: number): number {
    const moved = this.pass(bytes);
    this.from = this.to;
    return moved;
  }

  *passed(): Generator<Uint8Array, void> {
    const leaving = this.held.subarray(this.from, this.to);
    this.from = this.to;
    if (leaving.length > 0) yield leaving;
  }
}

export function* peek(bytes: number): Steps<Buffer> {
  const { buffer, byteOffset, byteLength } = yield { peek: bytes };
  return Buffer.from(buffer, byteOffset, Math.min(bytes, byteLength));
}

const MOST_AT_ONCE = 65_536;

/** The same byte again and again, in pieces, so that no length in a file asks for as much memory. */
export function* repeated(byte: number, count: number): Generator<Uint8Array, void> {
  for (let left = count; left > 0; left -= MOST_AT_ONCE)
    yield new Uint8Array(Math.min(left, MOST_AT_ONCE)).fill(byte);
}
