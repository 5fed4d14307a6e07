/** The kinds of picture that are taken here. */
export type ContentType = "image/png" | "image/jpeg" | "image/webp";

/** What EXIF says of how the camera was held: 1 is upright, 5 to 8 lie on their side. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** A still picture, taken apart by the lengths that it says itself. */
export type PictureFile = {
  kind: "picture";
  type: ContentType;
  /** In pixels, as it is shown: upright. At least 1. */
  width: number;
  height: number;
  orientation: Orientation;
  /** The same picture, pixel for pixel, and nothing beside it but what is needed to show it right. */
  bare: Uint8Array[];
  /** The colour profile for its red, green and blue, without the texts in it. */
  profile: Uint8Array | null;
  /** Whether all of it has arrived: a program may leave an end away, a broken download loses it. */
  isWhole: boolean;
};

export type NoPicture = {
  /** "unknown": it begins as none of the kinds does. "moving": it has more than one frame. */
  kind: "unknown" | "damaged" | "moving";
  /** The size that it claims to have, where it says so, even if nobody could show it. */
  claimed?: { width: number; height: number };
};
