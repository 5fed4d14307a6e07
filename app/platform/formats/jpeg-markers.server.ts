/** The next marker: FF, any number of times, and a byte that is not 0. -1: there is none. */
export function markerFrom(file: Buffer, from: number): number {
  for (
    let at = file.indexOf(0xff, from);
    at !== -1 && at + 1 < file.length;
    at = file.indexOf(0xff, at + 1)
  ) {
    const next = file[at + 1];
    if (next !== 0 && next !== 0xff) return at;
  }
  return -1;
}

/** Whether a marker has no length: the restarts, and one for experiments. */
export function isBare(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
}

/** Whether a segment is an application's or a comment: decoders look into none of them. */
export function isBeside(marker: number): boolean {
  return (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;
}

/** The place where a scan's coded bytes end: within them only 0, FF or the number of a restart follows an FF. */
export function endOfScan(file: Buffer, from: number): number {
  for (let at = file.indexOf(0xff, from); at !== -1; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1];
    if (next === undefined) return at;
    const isCoded = next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7);
    if (!isCoded) return at;
  }
  return file.length;
}
