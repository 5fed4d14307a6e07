import type { Pixels } from "~/platform/codecs.server";
import { unpack } from "../carried.server";
import { paintPixels } from "../painter/pixels.server";
import { repaint, saysNothing } from "../painter/repaint.server";
import type { Scene } from "../painter/scene.server";
import type { Ticket } from "../ticket.server";
import { cutOut } from "./cut-out.server";
import { extended, type Sides } from "./extend.server";
import { joined } from "./join.server";
import { type Rows, rowsOf } from "./rows.server";
import { type Size, scaled, sizeWithin } from "./scaled.server";
import { sharpened } from "./sharpened.server";
import { vary } from "./vary.server";

/**
 * The largest picture that is painted, in pixels: a canvas takes twelve bytes for each, and the canvas of a change is
 * copied. What is to be larger is painted at this size and enlarged row by row.
 */
const MOST_PAINTED = 2_100_000;

/** Makes the picture that a ticket asks for. */
export async function perform(ticket: Ticket): Promise<Rows> {
  const { work, scene, size, pictures } = ticket;
  const [first, ...others] = pictures;
  const painted = sizeWithin(MOST_PAINTED, size);
  if (!first) return larger(paintPixels(scene, painted), size);
  switch (work.kind) {
    case "make": {
      const picture = await unpack(first, painted);
      if (others.length === 0) return larger(repaint(picture, scene), size);
      // What the words name is what the other pictures show, and is not painted beside it.
      const rest: Scene = { ...scene, subject: undefined, said: { ...scene.said, motif: false } };
      const changed = saysNothing(rest) ? picture : repaint(picture, rest);
      const seen = await Promise.all(others.map((other) => unpack(other)));
      return larger(await joined(changed, seen, work.takesColours), size);
    }
    case "vary":
      return larger(vary(await unpack(first, painted), scene, work.strength), size);
    case "enlarge":
      return larger(sharpened(await unpack(first)), size);
    case "cut out":
      return larger(await cutOut(await unpack(first, painted), work.isSoft), size);
    case "extend": {
      const { from, sides } = work;
      const middle = sizeWithin(MOST_PAINTED, from);
      const share = middle[0] / from[0];
      const around = sides.map((side) => Math.round(side * share)) as Sides;
      return scaled(extended(await unpack(first, middle), around, scene.seed), size);
    }
  }
}

function larger(pixels: Pixels, size: Size): Rows {
  return scaled(rowsOf(pixels, hasAlpha(pixels)), size);
}

function hasAlpha({ data }: Pixels): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return true;
  return false;
}
