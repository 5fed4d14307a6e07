type Size = { width: number; height: number };

/** The height of a thumbnail in pixels: a row of the light table is 200 points high, so a point has more than one. */
const HEIGHT = 320;
/** The most that a thumbnail is wide, in pixels, however flat its picture. */
const MOST_WIDTH = 960;

/** The size of a picture's thumbnail in pixels, never larger than the picture itself. */
export function thumbnailSize({ width, height }: Size): Size {
  const scale = Math.min(1, HEIGHT / height, MOST_WIDTH / width);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
