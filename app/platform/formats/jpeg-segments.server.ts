import { orientationBlock } from "./orientation.server";
import type { Orientation } from "./picture-file";

const APP0 = 0xe0;
export const APP1 = 0xe1;
export const APP2 = 0xe2;
const APP14 = 0xee;

/** A colour profile is called so, in each of the segments that it takes. */
export const ICC = "ICC_PROFILE\0";
/** What of a profile has room in one segment beside its name, its number and how many there are. */
const PROFILE_BYTES_A_SEGMENT = 65_535 - 2 - ICC.length - 2;

export type Frame = { width: number; height: number; components: number };

/** JFIF without a preview; of Adobe's only whether and how colours were turned into brightness and two differences. */
export function headIn(
  marker: number,
  content: Buffer,
  startsWith: (name: string) => boolean,
): Buffer | null {
  if (marker === APP0 && startsWith("JFIF\0") && content.length >= 14) {
    return segmentOf(APP0, Buffer.concat([content.subarray(0, 12), Buffer.alloc(2)]));
  }
  if (marker === APP14 && startsWith("Adobe") && content.length >= 12) {
    return segmentOf(
      APP14,
      Buffer.concat([Buffer.from("Adobe\0\x64\0\0\0\0", "latin1"), content.subarray(11, 12)]),
    );
  }
  return null;
}

/** Null for what browsers do not show; a height that is told later is one. */
export function frameIn(content: Buffer): Frame | null {
  if (content.length < 6) return null;
  const [precision, components = 0] = [content[0], content[5]];
  const [height, width] = [content.readUInt16BE(1), content.readUInt16BE(3)];
  const isSound = precision === 8 && [1, 3, 4].includes(components) && content.length === 6 + 3 * components;
  if (!isSound || width === 0 || height === 0) return null;
  for (let at = 7; at < content.length; at += 3) {
    const [h, v] = [(content[at] ?? 0) >> 4, (content[at] ?? 0) & 15];
    if (h < 1 || h > 4 || v < 1 || v > 4) return null;
  }
  return { width, height, components };
}

/** Any number of tables, each as long as its own counts say, and nothing else. */
export function areHuffmanTables(content: Buffer): boolean {
  let at = 0;
  while (at + 17 <= content.length) {
    const codes = content.subarray(at + 1, at + 17).reduce((sum, count) => sum + count, 0);
    if (codes > 256) return false;
    at += 17 + codes;
  }
  return at === content.length;
}

export function areQuantizationTables(content: Buffer): boolean {
  let at = 0;
  while (at < content.length) at += 1 + ((content[at] ?? 0) >> 4 === 0 ? 64 : 128);
  return at === content.length;
}

export function profileSegments(profile: Uint8Array): Buffer[] {
  const count = Math.ceil(profile.length / PROFILE_BYTES_A_SEGMENT);
  return Array.from({ length: count }, (_, index) => {
    const part = profile.subarray(index * PROFILE_BYTES_A_SEGMENT, (index + 1) * PROFILE_BYTES_A_SEGMENT);
    return segmentOf(
      APP2,
      Buffer.concat([Buffer.from(ICC, "latin1"), Buffer.from([index + 1, count]), part]),
    );
  });
}

export function exifSegment(orientation: Orientation): Buffer {
  return segmentOf(APP1, Buffer.concat([Buffer.from("Exif\0\0", "latin1"), orientationBlock(orientation)]));
}

function segmentOf(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}
