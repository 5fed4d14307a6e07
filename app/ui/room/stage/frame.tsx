import type { ReactNode } from "react";
import { nearestRatio } from "~/models/ratios";

type FrameProps = {
  size: readonly [width: number, height: number];
  /** The picture's average colour, seen until the picture has come. */
  color?: string | null;
  /** The address of the picture's thumbnail, seen as soon as it is there. */
  thumbnail?: string | undefined;
  /** Whether a chequered ground shows through transparent parts. */
  hasAlpha?: boolean;
  children: ReactNode;
};

/** A box in the form of a picture, as large as there is room: nothing moves when the picture comes, or when there is none. */
export function Frame({ size: [width, height], color, thumbnail, hasAlpha = false, children }: FrameProps) {
  return (
    <div
      className={hasAlpha ? "frame chequered" : "frame"}
      data-ratio={nearestRatio(width, height)}
      data-width={width}
      data-height={height}
    >
      {!hasAlpha && (
        // As an SVG, because the content security policy forbids style attributes.
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
          {color && <rect width="100%" height="100%" fill={color} />}
          {thumbnail && <image href={thumbnail} width="100%" height="100%" preserveAspectRatio="none" />}
        </svg>
      )}
      {children}
    </div>
  );
}
