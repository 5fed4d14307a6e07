import { vi } from "vitest";

/** What is smaller does not count: there is little of it, and its number is bounded. */
const COUNTED_FROM = 100_000;

const ARRAYS = [
  "Uint8Array",
  "Uint8ClampedArray",
  "Int16Array",
  "Uint16Array",
  "Int32Array",
  "Uint32Array",
  "Float32Array",
] as const;

/**
 * Runs something and counts the bytes that it takes for itself: each large array that is made is added, and none taken
 * away again, as nobody knows when an isolate clears up; so is each memory of WebAssembly that is made meanwhile, at its
 * largest, which it is at the end. What takes so much never takes more at once.
 */
export async function countBytes<Result>(
  run: () => Promise<Result>,
): Promise<{ result: Result; bytes: number }> {
  let bytes = 0;
  const memories = new Set<WebAssembly.Memory>();
  const counted = (length: number) => {
    if (length >= COUNTED_FROM) bytes += length;
  };
  for (const name of ARRAYS) {
    const Original = globalThis[name];
    vi.stubGlobal(
      name,
      new Proxy(Original, {
        construct(target, values, asWhat) {
          const made = Reflect.construct(target, values, asWhat === proxied(name) ? target : asWhat);
          if (!(values[0] instanceof ArrayBuffer)) counted(made.byteLength);
          return made;
        },
      }),
    );
  }
  const { concat, alloc } = Buffer;
  vi.spyOn(Buffer, "concat").mockImplementation((...values) => {
    const made = concat.apply(Buffer, values);
    counted(made.byteLength);
    return made;
  });
  vi.spyOn(Buffer, "alloc").mockImplementation((...values) => {
    const made = alloc.apply(Buffer, values);
    counted(made.byteLength);
    return made;
  });
  const { Instance } = WebAssembly;
  vi.spyOn(WebAssembly, "Instance").mockImplementation(function made(...values: unknown[]) {
    const instance = Reflect.construct(Instance, values) as WebAssembly.Instance;
    for (const part of Object.values(instance.exports))
      if (part instanceof WebAssembly.Memory) memories.add(part);
    return instance;
  } as never);
  try {
    const result = await run();
    for (const memory of memories) bytes += memory.buffer.byteLength;
    return { result, bytes };
  } finally {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  }
}

function proxied(name: (typeof ARRAYS)[number]): unknown {
  return globalThis[name];
}
