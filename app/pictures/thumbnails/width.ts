/**
 * The width of a thumbnail in pixels; the height follows. Cards have one width, whatever the picture's ratio: 160 to 368
 * CSS pixels, so this is enough for every card on a plain screen, and on a phone, whose cards are the narrow ones, for
 * two pixels a point.
 */
export const THUMBNAIL_WIDTH = 384;
