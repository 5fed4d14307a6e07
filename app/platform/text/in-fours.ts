/** A long code as people read and type it: in groups of four. */
export function inFours(text: string): string {
  return text.match(/.{1,4}/g)?.join(" ") ?? "";
}
