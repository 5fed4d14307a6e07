import module from "./webp.wasm";

/** What `scripts/webp` makes of libwebp; the functions give places in its memory, or 0 when something cannot be done. */
type Codec = {
  memory: WebAssembly.Memory;
  take(bytes: number): number;
  give_back(at: number): void;
  decode(file: number, bytes: number): number;
  width(): number;
  height(): number;
  encode(rgba: number, width: number, height: number, quality: number, method: number): number;
  length(): number;
};

type Rgba<Data> = { data: Data; width: number; height: number };

/** Up to this size the memory of a codec is kept for the next picture: it never becomes smaller again. */
const MOST_MB_KEPT = 16;
let kept: Codec | undefined;

/** Runs something with a codec, which nobody else has meanwhile since it cannot wait for anything. */
function withCodec<Result>(run: (codec: Codec) => Result): Result {
  const codec = kept ?? newCodec();
  kept = undefined;
  const result = run(codec);
  if (codec.memory.buffer.byteLength <= MOST_MB_KEPT * 1_000_000) kept = codec;
  return result;
}

function newCodec(): Codec {
  const { exports } = new WebAssembly.Instance(module, { host: { pow: Math.pow, log: Math.log } });
  return exports as Codec;
}

/** A place where these bytes lie. @throws when there is no room for them. */
function put(codec: Codec, bytes: Uint8Array | Uint8ClampedArray): number {
  const at = codec.take(bytes.length);
  if (!at) throw new Error("no room");
  new Uint8Array(codec.memory.buffer).set(bytes, at);
  return at;
}

/**
 * Decodes a WebP, and shows its pixels where they lie, which spares a copy of them all: `look` must be done with them when
 * it returns. @throws when it cannot be read.
 */
export function lookAtWebp<Result>(file: Uint8Array, look: (pixels: Rgba<Uint8Array>) => Result): Result {
  return withCodec((codec) => {
    const at = put(codec, file);
    const pixels = codec.decode(at, file.length);
    codec.give_back(at);
    if (!pixels) throw new Error("no WebP");
    const [width, height] = [codec.width(), codec.height()];
    const result = look({
      data: new Uint8Array(codec.memory.buffer, pixels, width * height * 4),
      width,
      height,
    });
    codec.give_back(pixels);
    return result;
  });
}

/** The picture as WebP; `quality` from 0 to 100, `method` from 0, the fastest, to 6, the smallest. @throws when there is no room. */
export function webpOf(
  { data, width, height }: Rgba<Uint8ClampedArray>,
  { quality, method }: { quality: number; method: number },
): ArrayBuffer {
  return withCodec((codec) => {
    const pixels = put(codec, data);
    const at = codec.encode(pixels, width, height, quality, method);
    codec.give_back(pixels);
    if (!at) throw new Error("cannot be encoded");
    const file = codec.memory.buffer.slice(at, at + codec.length());
    codec.give_back(at);
    return file as ArrayBuffer;
  });
}
