/** The bytes of a profile's header. A list of tags follows: the name of each, where it begins and how long it is. */
const HEAD = 128;
const ENTRY_BYTES = 12;
const MOST_TAGS = 100;
/** Larger ones are no colour profiles. */
const LARGEST_BYTES = 3_000_000;

/** Tags with numbers that decide colours; everything else in a profile is words, dates and names. */
const XYZ = ["rXYZ", "gXYZ", "bXYZ", "wtpt", "bkpt", "lumi"];
const CURVES = ["rTRC", "gTRC", "bTRC", "kTRC"];
const TABLES = ["A2B0", "A2B1", "A2B2", "B2A0", "B2A1", "B2A2", "gamt"];

/** The bytes of the header that decide colours: version, purpose and colour spaces; the mark of a profile; the white. */
const KEPT_OF_HEAD = [
  [8, 24],
  [36, 40],
  [64, 80],
] as const;

/**
 * Reduces a colour profile to its numbers: the texts that a profile must have are empty, and date, maker and unknown tags
 * are gone. Null for what is no profile.
 */
export function withoutTexts(profile: Uint8Array): Uint8Array | null {
  const file = Buffer.from(profile.buffer, profile.byteOffset, profile.byteLength);
  if (file.length < HEAD + 4 || file.length > LARGEST_BYTES || file.toString("latin1", 36, 40) !== "acsp")
    return null;
  const isNew = (file[8] ?? 0) >= 4;
  const tags: [name: string, content: Buffer][] = [
    ["desc", isNew ? EMPTY_TEXTS : EMPTY_DESCRIPTION],
    ["cprt", isNew ? EMPTY_TEXTS : EMPTY_TEXT],
  ];
  const count = Math.min(file.readUInt32BE(HEAD), MOST_TAGS);
  for (let index = 0; index < count; index++) {
    const at = HEAD + 4 + index * ENTRY_BYTES;
    if (at + ENTRY_BYTES > file.length) return null;
    const name = file.toString("latin1", at, at + 4);
    const [offset, length] = [file.readUInt32BE(at + 4), file.readUInt32BE(at + 8)];
    if (offset + length > file.length) return null;
    if (tags.some(([known]) => known === name)) continue;
    const content = numbersIn(name, file.subarray(offset, offset + length));
    if (content) tags.push([name, content]);
  }
  return tags.length > 2 ? build(file, tags) : null;
}

export function isForRgb(profile: Uint8Array): boolean {
  return Buffer.from(profile.subarray(16, 20)).toString("latin1") === "RGB ";
}

/** A tag's content, no longer than its own numbers say; null for a tag that says nothing of colours. */
function numbersIn(name: string, content: Buffer): Buffer | null {
  const type = content.toString("latin1", 0, 4);
  const length = lengthOf(name, type, content);
  if (length === null || length > content.length) return null;
  const numbers = Buffer.from(content.subarray(0, length));
  // These four bytes are reserved, and nothing reads them.
  numbers.fill(0, 4, 8);
  return numbers;
}

/** How many numbers a parametric curve has, by its kind. */
const PARAMETERS = [1, 3, 4, 5, 7];

function lengthOf(name: string, type: string, content: Buffer): number | null {
  if (content.length < 12) return null;
  if (XYZ.includes(name) && type === "XYZ ") return 20;
  if (name === "chad" && type === "sf32") return 44;
  if (name === "cicp" && type === "cicp") return 12;
  if (CURVES.includes(name) && type === "curv") return 12 + 2 * content.readUInt32BE(8);
  if (CURVES.includes(name) && type === "para") {
    const parameters = PARAMETERS[content.readUInt16BE(8)];
    return parameters === undefined ? null : 12 + 4 * parameters;
  }
  return TABLES.includes(name) ? lengthOfTable(type, content) : null;
}

function lengthOfTable(type: string, content: Buffer): number | null {
  if (content.length < 52) return null;
  const [inputs = 0, outputs = 0, points = 0] = content.subarray(8);
  const grid = points ** inputs * outputs;
  if (type === "mft1") return 48 + 256 * inputs + grid + 256 * outputs;
  if (type !== "mft2") return type === "mAB " || type === "mBA " ? content.length : null;
  const [first, last] = [content.readUInt16BE(48), content.readUInt16BE(50)];
  return 52 + 2 * (first * inputs + grid + last * outputs);
}

/** Empty texts, as profiles of the second version (`desc` and `text`) and of the fourth (`mluc`) write them. */
const EMPTY_DESCRIPTION = Buffer.concat([
  Buffer.from("desc\0\0\0\0\0\0\0\x01\0", "latin1"),
  Buffer.alloc(78),
]);
const EMPTY_TEXT = Buffer.from("text\0\0\0\0\0", "latin1");
const EMPTY_TEXTS = Buffer.from("mluc\0\0\0\0\0\0\0\0\0\0\0\x0c", "latin1");

/** Builds a profile from its tags. Those with the same content share it, as red, green and blue often have one curve. */
function build(file: Buffer, tags: [name: string, content: Buffer][]): Uint8Array {
  const head = Buffer.alloc(HEAD);
  for (const [from, to] of KEPT_OF_HEAD) file.copy(head, from, from, to);
  const list = Buffer.alloc(4 + tags.length * ENTRY_BYTES);
  list.writeUInt32BE(tags.length);
  const contents: { content: Buffer; at: number }[] = [];
  let end = HEAD + list.length;
  for (const [index, [name, content]] of tags.entries()) {
    let place = contents.find((known) => known.content.equals(content));
    if (!place) {
      place = { content, at: end };
      contents.push(place);
      end += Math.ceil(content.length / 4) * 4;
    }
    const at = 4 + index * ENTRY_BYTES;
    list.write(name, at, "latin1");
    list.writeUInt32BE(place.at, at + 4);
    list.writeUInt32BE(content.length, at + 8);
  }
  const built = Buffer.alloc(end);
  head.copy(built);
  list.copy(built, HEAD);
  for (const { content, at } of contents) content.copy(built, at);
  built.writeUInt32BE(end);
  return new Uint8Array(built);
}
