import type { Steps } from "./rewritten.server";

/** How one kind of file takes a packet of XMP. Other places for words, an older packet among them, are emptied. */
export type Container = {
  /** Whether a file that begins so can take one. */
  takes(start: Buffer): boolean;
  /** How many bytes longer a file of this size becomes, which is known before any of it is read. */
  bytesAdded(size: number, packet: Uint8Array): number;
  changes(size: number, packet: Uint8Array): Steps;
};
