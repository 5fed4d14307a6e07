import { isForRgb, withoutTexts } from "./icc.server";
import { endOfScan, isBare, isBeside, markerFrom } from "./jpeg-markers.server";
import { endOfCodedRows } from "./jpeg-rows.server";
import {
  APP1,
  APP2,
  areHuffmanTables,
  areQuantizationTables,
  exifSegment,
  type Frame,
  frameIn,
  headIn,
  ICC,
  profileSegments,
} from "./jpeg-segments.server";
import { readOrientation, shownSize } from "./orientation.server";
import type { NoPicture, Orientation, PictureFile } from "./picture-file";

const START = 0xd8;
const END = 0xd9;
const SCAN = 0xda;
const HUFFMAN = 0xc4;
const QUANTIZATION = 0xdb;
const RESTARTS = 0xdd;
/** Baseline, its extension, progressive: what browsers show. */
const FRAMES = [0xc0, 0xc1, 0xc2];
const OTHER_FRAMES = [0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf];

const WHOLE_END = Buffer.from([0xff, END]);

export function isJpeg(file: Buffer): boolean {
  return file[0] === 0xff && file[1] === START && file[2] === 0xff;
}

/**
 * Reads a JPEG segment by segment: a marker, a length that counts itself, the content; after the header of a scan come
 * coded bytes. What lies between segments is skipped, and a missing end is written.
 */
export function readJpeg(file: Buffer): PictureFile | NoPicture {
  const walk = new Walk(file);
  const isWhole = walk.toTheEnd();
  const { frame, scans } = walk;
  if (isWhole === null || !frame || scans === 0) return { kind: "damaged" };
  const given = walk.profile();
  const profile = given && withoutTexts(given);
  const parts = [
    file.subarray(0, 2),
    ...walk.heads,
    ...(profile ? profileSegments(profile) : []),
    ...(walk.orientation === 1 ? [] : [exifSegment(walk.orientation)]),
    ...(isWhole ? walk.coded : walk.codedAsFarAsItGoes()),
    WHOLE_END,
  ];
  return {
    kind: "picture",
    type: "image/jpeg",
    ...shownSize(frame, walk.orientation),
    orientation: walk.orientation,
    bare: parts,
    profile: profile && isForRgb(profile) ? profile : null,
    isWhole,
  };
}

class Walk {
  /** The segments that say how colours are coded. */
  readonly heads: Buffer[] = [];
  /** Tables, frame and scans, in their order. */
  readonly coded: Buffer[] = [];
  orientation: Orientation = 1;
  frame: Frame | null = null;
  scans = 0;
  readonly #file: Buffer;
  readonly #profileParts: Buffer[] = [];
  readonly #seen = new Set<number>();

  constructor(file: Buffer) {
    this.#file = file;
  }

  /** Walks to the end; false when it is missing, null for no picture. After one scan the file stays a picture in any case. */
  toTheEnd(): boolean | null {
    const file = this.#file;
    for (let at = markerFrom(file, 2); at !== -1; ) {
      const marker = file[at + 1] ?? 0;
      if (marker === END) return true;
      if (isBare(marker)) {
        at = markerFrom(file, at + 2);
        continue;
      }
      const refused = this.scans > 0 ? false : null;
      if (marker === START || marker < 0xc0 || OTHER_FRAMES.includes(marker)) return refused;
      const length = at + 4 <= file.length ? file.readUInt16BE(at + 2) : 0;
      const end = at + 2 + Math.max(length, 2);
      if (end > file.length) return refused;
      const content = file.subarray(at + 4, end);
      const segmentEnd = marker === SCAN ? endOfScan(file, end) : end;
      const isTaken = length >= 2 && this.#take(marker, content, file.subarray(at, segmentEnd));
      if (!isTaken && !(length < 2 && isBeside(marker))) return refused;
      at = markerFrom(file, segmentEnd);
    }
    return this.scans > 0 ? false : null;
  }

  /** The coded segments of a file without an end: anything may follow the rows, so they are cut off there if possible. */
  codedAsFarAsItGoes(): Buffer[] {
    const end = endOfCodedRows(this.coded);
    const last = this.coded.pop();
    if (last) this.coded.push(end === null ? last : last.subarray(0, end));
    return this.coded;
  }

  /** The colour profile, put together from parts that say their own number; null when there is none. */
  profile(): Uint8Array | null {
    if (this.#profileParts.length === 0) return null;
    const parts = [...this.#profileParts].sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
    return Buffer.concat(parts.map((part) => part.subarray(2)));
  }

  /** Takes a segment; false for one at which browsers would give up. */
  #take(marker: number, content: Buffer, segment: Buffer): boolean {
    if (FRAMES.includes(marker)) {
      if (this.frame) return false;
      this.frame = frameIn(content);
      this.coded.push(segment);
      return this.frame !== null;
    }
    switch (marker) {
      case SCAN:
        return this.#takeScan(content, segment);
      case HUFFMAN:
        return areHuffmanTables(content) && this.coded.push(segment) > 0;
      case QUANTIZATION:
        return areQuantizationTables(content) && this.coded.push(segment) > 0;
      case RESTARTS:
        return content.length === 2 && this.coded.push(segment) > 0;
      default:
        if (this.scans === 0) this.#takeAside(marker, content);
        return true;
    }
  }

  #takeScan(content: Buffer, segment: Buffer): boolean {
    const components = content[0] ?? 0;
    const isSound =
      this.frame !== null &&
      components >= 1 &&
      components <= this.frame.components &&
      content.length === 4 + 2 * components;
    const hasCoded = segment.length > content.length + 4;
    if (!isSound || (!hasCoded && this.scans === 0)) return false;
    this.coded.push(segment);
    this.scans++;
    return true;
  }

  #takeAside(marker: number, content: Buffer): void {
    const startsWith = (name: string) => content.subarray(0, name.length).toString("latin1") === name;
    if (marker === APP2 && startsWith(ICC)) this.#profileParts.push(content.subarray(ICC.length));
    const head = headIn(marker, content, startsWith);
    if (head && !this.#seen.has(marker)) {
      this.#seen.add(marker);
      this.heads.push(head);
    }
    if (marker === APP1 && startsWith("Exif\0") && !this.#seen.has(marker)) {
      this.#seen.add(marker);
      this.orientation = readOrientation(content.subarray(6));
    }
  }
}
