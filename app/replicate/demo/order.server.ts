import { broughtPicture, cropped } from "./brought.server";
import { CARRIED_PIXELS, pack, ROOM_BYTES, within } from "./carried.server";
import { type Format, formatFor } from "./files/deliver.server";
import { addressesIn, type Input, strengthIn, takesColours } from "./input.server";
import { sceneOf } from "./painter/scene.server";
import { knownOf } from "./repertoire.server";
import type { Brought } from "./sent.server";
import { SAME_RATIO, sizeOf } from "./sizes.server";
import type { Fate, Ticket, Work } from "./ticket.server";
import { sidesOf } from "./works/extend.server";
import { type Size, sizeWithin } from "./works/scaled.server";

/** The further pictures that are seen in the result; more are brought than can travel. */
const MOST_OTHERS = 3;
const OTHERS_PIXELS = 512 * 512;
const OTHERS_BYTES = 7_000;
/** The longest side of what is enlarged or extended. */
const LONGEST_SIDE = 4096;
const USUAL_QUALITY = 80;

/** What an input asks of a model: all of a ticket that is not about the prediction itself. */
export type Order = Pick<Ticket, "work" | "scene" | "size" | "format" | "quality" | "pictures"> & {
  fate?: Fate;
};

export async function readOrder(model: string, input: Input): Promise<Order> {
  const { kind, format, readsChinese, usual } = knownOf(model);
  const fields = { ...usual, ...input };
  const [first, ...others] = addressesIn(input);
  const brought = first === undefined ? null : await broughtPicture(first);
  const prompt = readsChinese ? input.prompt : input.prompt?.replace(NOT_IN_T5, " ");
  const seed = input.seed ?? Math.floor(Math.random() * 2 ** 32);
  const { work, size } = toDo(model, fields, brought && "size" in brought ? brought.size : undefined);
  const order: Order = {
    work,
    size,
    scene: sceneOf(prompt ?? "", seed, fields.aspect_ratio ?? ""),
    format: formatFor(formatOf(input.output_format ?? input.format) ?? format, size),
    quality: input.output_quality ?? USUAL_QUALITY,
    pictures: [],
  };
  if (brought?.kind === "unreadable" || (brought?.kind === "too large" && kind !== "make"))
    return { ...order, fate: "unreadable" };
  if (brought?.kind !== "picture") return order;
  return {
    ...order,
    pictures: [await packFirst(brought, order, others.length), ...(await packOthers(others))],
  };
}

/** The scripts of which T5, the text encoder of FLUX.1, knows nothing. */
const NOT_IN_T5 = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu;

/** What is done, and the size of what comes; `from` is the size of the picture that was brought. */
function toDo(model: string, input: Input, from?: Size): { work: Work; size: Size } {
  const { kind, sizes } = knownOf(model);
  const [width, height] = from ?? [1024, 1024];
  switch (kind) {
    case "make": {
      const strength = from && strengthIn(input);
      if (strength === undefined)
        return {
          work: { kind, takesColours: takesColours(input) },
          size: sizeOf(input, sizes, from),
        };
      return {
        work: { kind: "vary", strength },
        size: sizeOf({ ...input, aspect_ratio: SAME_RATIO }, sizes, from),
      };
    }
    case "enlarge":
      return { work: { kind }, size: atMost(LONGEST_SIDE, [width, height], input.scale ?? 2) };
    case "cut out":
      return {
        work: { kind, isSoft: input.preserve_partial_alpha ?? !input.threshold },
        size: [width, height],
      };
    case "extend": {
      const sides = sidesOf(input.outpaint, [width, height]);
      const [left, top, right, bottom] = sides;
      const around: Size = [left + width + right, top + height + bottom];
      return { work: { kind, from: [width, height], sides }, size: atMost(LONGEST_SIDE, around, 1) };
    }
  }
}

function atMost(longest: number, [width, height]: Size, factor: number): Size {
  const share = Math.min(factor, longest / Math.max(width, height));
  return [Math.round(width * share), Math.round(height * share)];
}

const formatOf = (word: string | undefined): Format | undefined =>
  word === "jpeg" ? "jpg" : word === "webp" || word === "jpg" || word === "png" ? word : undefined;

async function packFirst(
  { pixels, webp }: Brought & { kind: "picture" },
  { work, size }: Order,
  others: number,
) {
  const room = ROOM_BYTES - Math.min(others, MOST_OTHERS) * OTHERS_BYTES;
  const isFitted = work.kind === "make" || work.kind === "vary";
  if (isFitted) return pack(await cropped(pixels, sizeWithin(CARRIED_PIXELS, size)), room);
  return webp && webp.byteLength <= room ? webp : pack(await within(CARRIED_PIXELS, pixels), room);
}

async function packOthers(addresses: string[]): Promise<ArrayBuffer[]> {
  const packed: ArrayBuffer[] = [];
  for (const address of addresses.slice(0, MOST_OTHERS)) {
    const brought = await broughtPicture(address);
    if (brought.kind === "picture")
      packed.push(await pack(await within(OTHERS_PIXELS, brought.pixels), OTHERS_BYTES));
  }
  return packed;
}
