import { onlyOrientation } from "./orientation.server";

const START = 0xd8;
const END = 0xd9;
const SCAN = 0xda;
/** From the frame to the restart interval: all that a decoder needs. */
const FIRST_NEEDED = 0xc0;
const LAST_NEEDED = 0xdd;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;

/** JFIF without a preview of the picture. */
const JFIF_BYTES = 14;

/** Segment by segment: a marker, its length with itself in it, its content; after the header of a scan come its coded bytes. */
export function stripJpeg(bytes: Uint8Array): Uint8Array[] | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file[0] !== 0xff || file[1] !== START) return null;
  const kept: Uint8Array[] = [file.subarray(0, 2)];
  let hasScan = false;
  for (let at = 2; at + 1 < file.length; ) {
    if (file[at] !== 0xff) return null;
    const marker = file[at + 1] ?? 0;
    if (marker === END) return hasScan ? [...kept, file.subarray(at, at + 2)] : null;
    // Any number of these may stand in front of a marker.
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (at + 4 > file.length) return null;
    const next = at + 2 + file.readUInt16BE(at + 2);
    if (next < at + 4 || next > file.length) return null;
    const end = marker === SCAN ? endOfScan(file, next) : next;
    if (marker === SCAN) hasScan = true;
    kept.push(...keep(marker, file.subarray(at, end)));
    at = end;
  }
  return null;
}

/** Where the next segment begins: within coded bytes an FF is followed by 0 or by the number of a restart. */
function endOfScan(file: Buffer, from: number): number {
  for (let at = file.indexOf(0xff, from); at !== -1; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1] ?? 0;
    const isCoded = next === 0 || (next >= 0xd0 && next <= 0xd7);
    if (!isCoded) return at;
  }
  return file.length;
}

function keep(marker: number, segment: Buffer): Uint8Array[] {
  const content = segment.subarray(4);
  const startsWith = (name: string) => content.subarray(0, name.length).toString("latin1") === name;
  switch (marker) {
    case APP0:
      return startsWith("JFIF\0") && content.length === JFIF_BYTES ? [segment] : [];
    case APP1:
      return startsWith("Exif\0\0") ? exif(content) : [];
    case APP2:
      return startsWith("ICC_PROFILE\0") ? [segment] : [];
    case APP14:
      // Says how the colours are coded.
      return startsWith("Adobe") ? [segment] : [];
    default:
      return marker >= FIRST_NEEDED && marker <= LAST_NEEDED ? [segment] : [];
  }
}

function exif(content: Uint8Array): Uint8Array[] {
  const tiff = onlyOrientation(content);
  if (!tiff) return [];
  const head = Buffer.from([0xff, APP1, 0, 2 + 6 + tiff.length]);
  return [head, Buffer.from("Exif\0\0", "latin1"), tiff];
}
