import type { Orientation } from "./picture-file";

type Size = { width: number; height: number };

/** The number that begins a TIFF block, after the letters that say which byte comes first. */
const TIFF = 42;
const TAG = 0x0112;
const SHORT = 3;
const ENTRY_BYTES = 12;

/** The name in front of an EXIF block: JPEG needs it, and some writers of PNG and WebP put it there too. */
const EXIF = Buffer.from("Exif\0\0", "latin1");

/** The size in which a file's picture is shown: orientations from 5 on lie on their side. */
export function shownSize({ width, height }: Size, orientation: Orientation): Size {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

/**
 * The places of a file's pixels in the picture as it is shown, counted in pixels: `from` is that of the first one, and
 * `across` and `downwards` lead to the next one in the file.
 */
export function placing({ width, height }: Size, orientation: Orientation) {
  const shown = shownSize({ width, height }, orientation);
  const isTurned = orientation >= 5;
  const [right, bottom] = [shown.width - 1, (shown.height - 1) * shown.width];
  // Whether the file's first pixel is shown at the right, and at the bottom.
  const atRight = [2, 3, 6, 7].includes(orientation);
  const atBottom = [3, 4, 7, 8].includes(orientation);
  const [sideways, down] = [atRight ? -1 : 1, atBottom ? -shown.width : shown.width];
  return {
    from: (atRight ? right : 0) + (atBottom ? bottom : 0),
    across: isTurned ? down : sideways,
    downwards: isTurned ? sideways : down,
  };
}

/** Reads the orientation from an EXIF block; a block without one, or that cannot be read, is upright, as for viewers. */
export function readOrientation(exif: Uint8Array): Orientation {
  const tiff = withoutName(exif);
  try {
    const isLittle = tiff.getUint16(0) === 0x4949;
    if (tiff.getUint16(2, isLittle) !== TIFF) return 1;
    const start = tiff.getUint32(4, isLittle);
    const entries = tiff.getUint16(start, isLittle);
    for (let index = 0; index < entries; index++) {
      const entry = start + 2 + index * ENTRY_BYTES;
      if (tiff.getUint16(entry, isLittle) !== TAG) continue;
      const isOneShort =
        tiff.getUint16(entry + 2, isLittle) === SHORT && tiff.getUint32(entry + 4, isLittle) === 1;
      const value = tiff.getUint16(entry + 8, isLittle);
      return isOneShort && isOrientation(value) ? value : 1;
    }
    return 1;
  } catch (error) {
    if (error instanceof RangeError) return 1;
    throw error;
  }
}

/** Makes an EXIF block, which is a TIFF block in every format, with nothing but the orientation. */
export function orientationBlock(orientation: Orientation): Buffer {
  const tiff = Buffer.alloc(8 + 2 + ENTRY_BYTES + 4);
  tiff.write("MM\0*", "latin1");
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(TAG, 10);
  tiff.writeUInt16BE(SHORT, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  return tiff;
}

function isOrientation(value: number): value is Orientation {
  return value >= 1 && value <= 8;
}

function withoutName(exif: Uint8Array): DataView {
  const hasName = EXIF.equals(exif.subarray(0, EXIF.length));
  const tiff = hasName ? exif.subarray(EXIF.length) : exif;
  return new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
}
