import { nearestRatio } from "~/models/ratios";

type ThumbnailProps = { imageId: string; alt: string; size: readonly [width: number, height: number] };

/** A small view of a picture on a page that is not the picture's own. */
export function Thumbnail({ imageId, alt, size: [width, height] }: ThumbnailProps) {
  return (
    <img
      className="thumbnail"
      data-ratio={nearestRatio(width, height)}
      src={`/images/${imageId}/thumbnail`}
      alt={alt}
      width={width}
      height={height}
    />
  );
}
