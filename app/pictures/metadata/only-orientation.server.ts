import { orientationBlock, readOrientation } from "~/platform/formats/orientation.server";

/** What is read of an EXIF block: its orientation stands in the first of its lists, near the beginning. */
export const EXIF_BYTES_READ = 4096;

/** As many bytes of EXIF that say nothing but which way is up; zeros where there is no room for that. */
export function onlyOrientation(exif: Uint8Array): Uint8Array {
  const bare = new Uint8Array(exif.length);
  const block = orientationBlock(readOrientation(exif));
  if (block.length <= bare.length) bare.set(block);
  return bare;
}
