import * as z from "zod";
import type { Scene } from "./painter/scene.server";

/** What may be asked of the demo by a word in the prompt, and what becomes of a picture that it cannot read. */
export const Fate = z.enum(["usual", "slow", "fail", "blocked", "unavailable", "unreadable"]);
export type Fate = z.output<typeof Fate>;

export const FORMATS = ["webp", "jpg", "png"] as const;

const Size = z.tuple([z.number(), z.number()]).readonly();

/** What is done with scene and pictures. */
const Work = z.discriminatedUnion("kind", [
  /** Whether further pictures lend the first their colours, and are not put into it. */
  z.object({ kind: z.literal("make"), takesColours: z.boolean() }),
  /** `strength` is the share, 0 to 1, of the picture that is made anew. */
  z.object({ kind: z.literal("vary"), strength: z.number() }),
  z.object({ kind: z.literal("enlarge") }),
  /** Whether edges may be half transparent. */
  z.object({ kind: z.literal("cut out"), isSoft: z.boolean() }),
  /** The size of the picture in the middle, and how many pixels come on each of its sides. */
  z.object({
    kind: z.literal("extend"),
    from: Size,
    sides: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  }),
]);
export type Work = z.output<typeof Work>;

/**
 * All that is ever asked of a prediction. The prediction's id carries it, and behind dots the pictures that it works on,
 * so that the demo keeps no state.
 */
const Ticket = z.object({
  /** When the prediction was created, in milliseconds since 1970. */
  at: z.number(),
  fate: Fate,
  /** `owner/name` */
  model: z.string(),
  version: z.string(),
  /** Whether the output is a list of addresses, not one. */
  isList: z.boolean(),
  work: Work,
  scene: z.custom<Scene>((scene) => typeof scene === "object" && scene !== null),
  size: Size,
  format: z.enum(FORMATS),
  /** 0 to 100 */
  quality: z.number(),
});
export type Ticket = z.output<typeof Ticket> & { pictures: ArrayBuffer[] };

export function writeTicket({ pictures, ...ticket }: Ticket): string {
  const parts = [Buffer.from(JSON.stringify(ticket)), ...pictures.map((picture) => Buffer.from(picture))];
  return parts.map((part) => part.toString("base64url")).join(".");
}

export function readTicket(id: string): Ticket | undefined {
  const [ticket, ...pictures] = id.split(".").map((part) => Uint8Array.from(Buffer.from(part, "base64url")));
  try {
    const read = Ticket.parse(JSON.parse(new TextDecoder().decode(ticket)));
    return { ...read, pictures: pictures.map(({ buffer }) => buffer) };
  } catch {
    return undefined;
  }
}
