import { type BitWriter, bitWriter, codesOf } from "./bits.server";
import { toWaves } from "./block.server";
import { COLOUR_STEPS, LIGHT_STEPS, MEANS, WAVES, ZIGZAG } from "./tables";

/** A picture that is handed over row by row from the top; each row is red, green, blue, alpha. */
export type Rows = { width: number; height: number; rows: () => Iterable<Uint8ClampedArray> };

const MEAN_CODES = codesOf(MEANS);
const WAVE_CODES = codesOf(WAVES);

const SIDE = 8;
/** No pixel takes more bytes than this, and the end two more. */
const MOST_BYTES_A_PIXEL = 8;

/**
 * The picture as a baseline JPEG, eight rows at a time: other encoders want all pixels at once, which an isolate has no
 * room for when there are 16 million, and are 65 KB of the bundle. Colour is kept at full size, and shares the Huffman tables of light.
 */
export async function* jpegOf(picture: Rows, quality: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const { width, height } = picture;
  const [light, colour] = [stepsAt(quality, LIGHT_STEPS), stepsAt(quality, COLOUR_STEPS)];
  yield headOf(width, height, light, colour);
  const stride = Math.ceil(width / SIDE) * SIDE;
  const writer = bitWriter(stride * SIDE * MOST_BYTES_A_PIXEL);
  const planes = [light, colour, colour].map((steps) => ({
    steps,
    mean: 0,
    levels: new Float32Array(stride * SIDE),
  }));
  const block = new Float32Array(64);
  const writeBand = () => {
    for (let x = 0; x < stride; x += SIDE)
      for (const plane of planes) {
        for (let i = 0; i < 64; i++) block[i] = plane.levels[(i >> 3) * stride + x + (i & 7)] ?? 0;
        plane.mean = writeBlock(writer, block, plane.steps, plane.mean);
      }
  };
  let line = 0;
  for (const row of picture.rows()) {
    for (const [i, { levels }] of planes.entries()) split(row, i, levels, line * stride, stride);
    if (++line < SIDE) continue;
    writeBand();
    yield writer.take();
    line = 0;
  }
  // The last row fills up the last band.
  if (line > 0) {
    for (; line < SIDE; line++)
      for (const { levels } of planes) levels.copyWithin(line * stride, (line - 1) * stride, line * stride);
    writeBand();
  }
  writer.end();
  yield writer.take();
}

/** Light, and how much bluer and redder a colour is than that, each around 0. */
const PLANES = [
  [0.299, 0.587, 0.114, -128],
  [-0.168736, -0.331264, 0.5, 0],
  [0.5, -0.418688, -0.081312, 0],
] as const;

/** One plane of a row; the last pixel fills up the last block. */
function split(row: Uint8ClampedArray, plane: number, levels: Float32Array, at: number, stride: number) {
  const [ofRed, ofGreen, ofBlue, shift] = PLANES[plane] ?? PLANES[0];
  for (let x = 0; x < stride; x++) {
    const from = Math.min(x * 4, row.length - 4);
    levels[at + x] =
      ofRed * (row[from] ?? 0) + ofGreen * (row[from + 1] ?? 0) + ofBlue * (row[from + 2] ?? 0) + shift;
  }
}

/** Writes a block, and gives its mean, by which the next one's is written. */
function writeBlock(writer: BitWriter, block: Float32Array, steps: Uint8Array, lastMean: number): number {
  toWaves(block);
  const mean = Math.round((block[0] ?? 0) / (steps[0] ?? 1));
  writer.number(MEAN_CODES, 0, mean - lastMean);
  let nothings = 0;
  for (let i = 1; i < 64; i++) {
    const at = ZIGZAG[i] ?? 0;
    const level = Math.round((block[at] ?? 0) / (steps[at] ?? 1));
    if (level === 0) {
      nothings++;
      continue;
    }
    for (; nothings > 15; nothings -= 16) writer.code(WAVE_CODES, 0xf0);
    writer.number(WAVE_CODES, nothings, level);
    nothings = 0;
  }
  if (nothings > 0) writer.code(WAVE_CODES, 0);
  return mean;
}

/** libjpeg's scale: 50 takes the steps as they are, 100 none. */
function stepsAt(quality: number, steps: number[]): Uint8Array {
  const wanted = Math.min(Math.max(quality, 1), 100);
  const percent = wanted < 50 ? 5000 / wanted : 200 - 2 * wanted;
  return Uint8Array.from(steps, (step) => Math.min(Math.max(Math.round((step * percent) / 100), 1), 255));
}

function headOf(
  width: number,
  height: number,
  light: Uint8Array,
  colour: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const zigzagged = (steps: Uint8Array) => ZIGZAG.map((at) => steps[at] ?? 1);
  const size = [height >> 8, height & 0xff, width >> 8, width & 0xff];
  const parts = [1, 2, 3].map((id) => [id, 0x11, id === 1 ? 0 : 1]);
  return Uint8Array.from([
    0xff,
    0xd8,
    ...segment(0xe0, [...Buffer.from("JFIF\0"), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...segment(0xdb, [0, ...zigzagged(light), 1, ...zigzagged(colour)]),
    ...segment(0xc0, [8, ...size, 3, ...parts.flat()]),
    ...segment(0xc4, [0x00, ...MEANS.lengths, ...MEANS.values, 0x10, ...WAVES.lengths, ...WAVES.values]),
    ...segment(0xda, [3, 1, 0, 2, 0, 3, 0, 0, 63, 0]),
  ]);
}

function segment(marker: number, content: number[]): number[] {
  return [0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 0xff, ...content];
}
