/** The kinds of picture that the app takes. */
export const CONTENT_TYPES = ["image/png", "image/jpeg", "image/webp"] as const;
export type ContentType = (typeof CONTENT_TYPES)[number];

/** What EXIF says of how the camera was held: 1 is upright, 5 to 8 lie on their side. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** A still picture, taken apart by the lengths that it says itself. */
export type PictureFile = {
  kind: "picture";
  type: ContentType;
  /** The size of the picture as it is shown, upright, in pixels; at least 1. */
  width: number;
  height: number;
  orientation: Orientation;
  /** The file in parts, pixel for pixel the same, with nothing else but what is needed to show it right. */
  bare: Uint8Array[];
  /** The colour profile of an RGB picture, without the texts in it; null when there is none. */
  profile: Uint8Array | null;
  /** Whether the file has its end: a program may leave it out, and a broken download loses it. */
  isWhole: boolean;
};

export type NoPicture = {
  /** Why it is no still picture: "unknown" begins as none of the kinds does, "moving" has more than one frame. */
  kind: "unknown" | "damaged" | "moving";
  /** The size that the file claims to have, if it does, even if nobody could show it. */
  claimed?: { width: number; height: number };
};

/** What a file is that was looked through while it passed. */
export type Checked =
  /** A still picture, with all of its parts up to its end; the size as it is shown. */
  | { kind: "whole"; type: ContentType; width: number; height: number }
  /** It begins like a picture, and is none or not all of one: a broken download looks like that. */
  | { kind: "damaged" }
  /** It begins as no picture does, or has more than one frame. */
  | { kind: "unknown" }
  | { kind: "moving" };
