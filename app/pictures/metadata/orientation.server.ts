/** Stands behind the letters that say which byte comes first. */
const TIFF = 42;
const TAG = 0x0112;
const SHORT = 3;
const ENTRY_BYTES = 12;

/** Some writers of PNG and WebP put it in front, as JPEG must. */
const EXIF = Buffer.from("Exif\0\0", "latin1");

/** A TIFF block, as EXIF is in every format, that holds nothing but the orientation of the given one; null when it is upright. */
export function onlyOrientation(exif: Uint8Array): Buffer | null {
  const orientation = readOrientation(withoutName(exif));
  if (orientation === null || orientation === 1) return null;
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

/** 1 to 8; null for a block that does not say, or that cannot be read: viewers take such a picture to be upright. */
function readOrientation(tiff: DataView): number | null {
  try {
    const isLittle = tiff.getUint16(0) === 0x4949;
    if (tiff.getUint16(2, isLittle) !== TIFF) return null;
    const start = tiff.getUint32(4, isLittle);
    const entries = tiff.getUint16(start, isLittle);
    for (let index = 0; index < entries; index++) {
      const entry = start + 2 + index * ENTRY_BYTES;
      if (tiff.getUint16(entry, isLittle) !== TAG) continue;
      const value = tiff.getUint16(entry + 8, isLittle);
      return value >= 1 && value <= 8 ? value : null;
    }
    return null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function withoutName(exif: Uint8Array): DataView {
  const hasName = EXIF.equals(exif.subarray(0, EXIF.length));
  const tiff = hasName ? exif.subarray(EXIF.length) : exif;
  return new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
}
