import { nearestRatio } from "~/models/models";

type ThumbnailProps = { imageId: string; alt: string; size: readonly [width: number, height: number] };

/** A small look at a picture whose own page is elsewhere. */
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
