import { decode, type Pixels } from "~/platform/codecs.server";
import { readPicture } from "~/platform/formats/read-picture.server";
import { deliver } from "~/replicate/demo/files/deliver.server";
import type { Input } from "~/replicate/demo/input.server";
import { readOrder } from "~/replicate/demo/order.server";
import { readTicket, type Ticket, writeTicket } from "~/replicate/demo/ticket.server";
import { perform } from "~/replicate/demo/works/perform.server";
import { encoded } from "./real-pictures";

/** Makes a picture as the demo does, from the model's input to the file's bytes, without its pauses. */
export async function demoPicture(model: string, input: Input): Promise<Uint8Array<ArrayBuffer>> {
  const order = await readOrder(model, input);
  const id = writeTicket({ at: 0, fate: "usual", model, version: "hidden", isList: false, ...order });
  const ticket = readTicket(id) as Ticket;
  const answer = await deliver(await perform(ticket), ticket.format, ticket.quality);
  return new Uint8Array(await answer.arrayBuffer());
}

export async function pixelsIn(bytes: Uint8Array<ArrayBuffer>): Promise<Pixels> {
  const file = readPicture(bytes);
  if (file.kind !== "picture") throw new Error(file.kind);
  return decode(file.type, bytes.buffer);
}

export async function dataUri(
  pixels: Pixels,
  type: Parameters<typeof encoded>[0] = "image/png",
): Promise<string> {
  return `data:${type};base64,${Buffer.from(await encoded(type, pixels)).toString("base64")}`;
}
