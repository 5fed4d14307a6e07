import makeDecoder from "@jsquash/webp/codec/dec/webp_dec.js";
import webpDecoder from "@jsquash/webp/codec/dec/webp_dec.wasm";

type Rows = { width: number; height: number; data: Uint8Array };

/**
 * Decodes a lossy WebP in a memory of its own, and shows the pixels where they lie: the decoder would otherwise make a
 * copy of them all, and keep the memory for as long as the isolate lives. `look` must be done with them when it returns.
 * @throws when they cannot be read.
 */
export async function lookAtLossy(
  file: Uint8Array<ArrayBuffer>,
  look: (pixels: Rows) => void,
): Promise<void> {
  let hasLooked = false;
  const lookOnce = (data: Uint8Array, width: number, height: number): void => {
    hasLooked = true;
    look({ data, width, height });
  };
  const ready = lending(lookOnce, () =>
    makeDecoder({
      noInitialRun: true,
      instantiateWasm(imports: WebAssembly.Imports, use: (instance: WebAssembly.Instance) => void) {
        const instance = new WebAssembly.Instance(webpDecoder, imports);
        use(instance);
        return instance.exports;
      },
    }),
  );
  const decoder = await ready;
  lending(lookOnce, () => decoder.decode(file));
  if (!hasLooked) throw new Error("no WebP");
}

/**
 * The decoder gives its pixels to two classes of the browser, which it asks for by name. For as long as `run` takes, in
 * which nothing else can happen, the first takes a view instead of a copy, and the second shows it.
 */
function lending<Result>(
  look: (data: Uint8Array, width: number, height: number) => void,
  run: () => Result,
): Result {
  const names = globalThis as unknown as Record<string, unknown>;
  const { Uint8ClampedArray: copying, ImageData: image } = names;
  names.Uint8ClampedArray = function borrowed(view: Uint8Array) {
    return view;
  };
  names.ImageData = function shown(data: Uint8Array, width: number, height: number) {
    look(data, width, height);
    return { width, height };
  };
  try {
    return run();
  } finally {
    names.Uint8ClampedArray = copying;
    names.ImageData = image;
  }
}
