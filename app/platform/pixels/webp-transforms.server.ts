/**
 * What was done to the pixels of a lossless WebP before they were coded: 0 each is a difference from its neighbours, 1 red
 * and blue from green, 2 the same without factors, 3 colours are numbers in a table, several of them to a pixel.
 */
export type Transform = {
  kind: number;
  width: number;
  /** How many pixels a row has as it is coded. */
  codedWidth: number;
  /** The side of an area, as a power of two; for numbers, how many share a pixel. */
  bits: number;
  data: Uint32Array;
};

type Undo = (row: Uint8Array) => Uint8Array;

/** Takes rows as they are coded, undoes the transforms from the last one on, and gives rows of red, green, blue, alpha. */
export function inverse(transforms: Transform[], onRow: (rgba: Uint8Array) => void) {
  const undo = transforms.map(undoing).reverse();
  let rgba = new Uint8Array();
  return (argb: Uint32Array): void => {
    if (rgba.length !== argb.length * 4) rgba = new Uint8Array(argb.length * 4);
    for (let x = 0, at = 0; x < argb.length; x++, at += 4) {
      const pixel = argb[x] ?? 0;
      rgba[at] = pixel >>> 16;
      rgba[at + 1] = pixel >>> 8;
      rgba[at + 2] = pixel;
      rgba[at + 3] = pixel >>> 24;
    }
    onRow(undo.reduce<Uint8Array>((row, step) => step(row), rgba));
  };
}

function undoing(transform: Transform): Undo {
  switch (transform.kind) {
    case 0:
      return predicting(transform);
    case 1:
      return crossing(transform);
    case 2:
      return (row) => {
        for (let at = 0; at < row.length; at += 4) {
          row[at] = (row[at] ?? 0) + (row[at + 1] ?? 0);
          row[at + 2] = (row[at + 2] ?? 0) + (row[at + 1] ?? 0);
        }
        return row;
      };
    default:
      return lookingUp(transform);
  }
}

function lookingUp({ width, bits, data }: Transform): Undo {
  const rgba = new Uint8Array(width * 4);
  const size = 8 >> bits;
  return (row) => {
    for (let x = 0; x < width; x++) {
      const inPixel = x & ((1 << bits) - 1);
      const number = ((row[(x >> bits) * 4 + 1] ?? 0) >> (inPixel * size)) & ((1 << size) - 1);
      const colour = data[number] ?? 0;
      rgba[x * 4] = colour >>> 16;
      rgba[x * 4 + 1] = colour >>> 8;
      rgba[x * 4 + 2] = colour;
      rgba[x * 4 + 3] = colour >>> 24;
    }
    return rgba;
  };
}

function crossing({ width, bits, data }: Transform): Undo {
  const across = (width + (1 << bits) - 1) >> bits;
  let y = 0;
  const signed = (value: number) => (value << 24) >> 24;
  return (row) => {
    const tiles = (y++ >> bits) * across;
    for (let x = 0, at = 0; x < width; x++, at += 4) {
      const factors = data[tiles + (x >> bits)] ?? 0;
      const green = signed(row[at + 1] ?? 0);
      row[at] = (row[at] ?? 0) + ((signed(factors) * green) >> 5);
      const blue = (row[at + 2] ?? 0) + ((signed(factors >>> 8) * green) >> 5);
      row[at + 2] = blue + ((signed(factors >>> 16) * signed(row[at] ?? 0)) >> 5);
    }
    return row;
  };
}

function predicting({ width, bits, data }: Transform): Undo {
  const across = (width + (1 << bits) - 1) >> bits;
  let y = 0;
  // One pixel more on the right: the one above and to the right of a row's last is its own row's first.
  let above = new Uint8Array((width + 1) * 4);
  let next = new Uint8Array((width + 1) * 4);
  return (row) => {
    const tiles = (y >> bits) * across;
    next.set(row);
    for (let x = 0, at = 0; x < width; x++, at += 4) {
      const mode = ((data[tiles + (x >> bits)] ?? 0) >>> 8) & 15;
      if (y === 0 && x === 0) predict(0, next, above, at);
      else predict(y === 0 ? 1 : x === 0 ? 2 : mode, next, above, at);
      if (x === 0) above.set(next.subarray(0, 4), width * 4);
    }
    y++;
    [above, next] = [next, above];
    // What comes next may change the row in place, and the following row needs it as it is.
    row.set(above.subarray(0, width * 4));
    return row;
  };
}

/** Adds to a pixel what its neighbours let expect, in one of fourteen ways. */
function predict(mode: number, row: Uint8Array, above: Uint8Array, at: number): void {
  if (mode === 11) {
    const from = isNearerToLeft(row, above, at) ? row.subarray(at - 4, at) : above.subarray(at, at + 4);
    for (let c = 0; c < 4; c++) row[at + c] = (row[at + c] ?? 0) + (from[c] ?? 0);
    return;
  }
  for (let c = at; c < at + 4; c++) {
    const [left, top] = [row[c - 4] ?? 0, above[c] ?? 0];
    row[c] = (row[c] ?? 0) + expected(mode, left, top, above[c - 4] ?? 0, above[c + 4] ?? 0, c - at);
  }
}

function isNearerToLeft(row: Uint8Array, above: Uint8Array, at: number): boolean {
  let [toTop, toLeft] = [0, 0];
  for (let c = at; c < at + 4; c++) {
    const corner = above[c - 4] ?? 0;
    toTop += Math.abs(corner - (above[c] ?? 0));
    toLeft += Math.abs(corner - (row[c - 4] ?? 0));
  }
  return toTop < toLeft;
}

function expected(mode: number, left: number, top: number, corner: number, right: number, c: number): number {
  switch (mode) {
    case 1:
      return left;
    case 2:
      return top;
    case 3:
      return right;
    case 4:
      return corner;
    case 5:
      return (((left + right) >> 1) + top) >> 1;
    case 6:
      return (left + corner) >> 1;
    case 7:
      return (left + top) >> 1;
    case 8:
      return (corner + top) >> 1;
    case 9:
      return (top + right) >> 1;
    case 10:
      return (((left + corner) >> 1) + ((top + right) >> 1)) >> 1;
    case 12:
      return clamped(left + top - corner);
    case 13: {
      const average = (left + top) >> 1;
      return clamped(average + Math.trunc((average - corner) / 2));
    }
    default:
      return c === 3 ? 255 : 0;
  }
}

function clamped(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}
