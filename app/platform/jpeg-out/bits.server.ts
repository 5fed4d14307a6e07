import type { Huffman } from "./tables";

/** Codes with their lengths, by what they stand for. */
export type Codes = { codes: Uint16Array; lengths: Uint8Array };

export function codesOf({ lengths, values }: Huffman): Codes {
  const table: Codes = { codes: new Uint16Array(256), lengths: new Uint8Array(256) };
  let [code, next] = [0, 0];
  for (const [i, count] of lengths.entries()) {
    for (let n = 0; n < count; n++) {
      const value = values[next++] ?? 0;
      table.codes[value] = code++;
      table.lengths[value] = i + 1;
    }
    code <<= 1;
  }
  return table;
}

/** Writes bits one behind another into bytes, as JPEG has them; `room` is for how many bytes come between two takes. */
export function bitWriter(room: number) {
  const bytes = new Uint8Array(room);
  let [length, bits, count] = [0, 0, 0];

  function write(value: number, wide: number) {
    bits = (bits << wide) | value;
    count += wide;
    while (count >= 8) {
      count -= 8;
      const byte = (bits >>> count) & 0xff;
      bytes[length++] = byte;
      // Behind a byte of ones a zero says that it is no marker.
      if (byte === 0xff) bytes[length++] = 0;
    }
    bits &= (1 << count) - 1;
  }

  const code = ({ codes, lengths }: Codes, value: number) => write(codes[value] ?? 0, lengths[value] ?? 0);

  return {
    code,
    /** Writes how many zeros come before a number and how many bits it has, then the bits; a negative one's are turned. */
    number(codes: Codes, nothings: number, value: number) {
      const wide = value === 0 ? 0 : 32 - Math.clz32(Math.abs(value));
      code(codes, (nothings << 4) | wide);
      if (wide > 0) write(value < 0 ? value + (1 << wide) - 1 : value, wide);
    },
    end() {
      if (count > 0) write((1 << (8 - count)) - 1, 8 - count);
      bytes.set([0xff, 0xd9], length);
      length += 2;
    },
    take(): Uint8Array<ArrayBuffer> {
      const part = bytes.slice(0, length);
      length = 0;
      return part;
    },
  };
}

export type BitWriter = ReturnType<typeof bitWriter>;
