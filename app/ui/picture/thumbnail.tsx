import { nearestRatio } from "~/models/ratios";
import type { Made } from "~/pictures/signed/address.server";
import { usePictures } from "../page/pictures";

type ThumbnailProps = { made: Made; alt: string; size: readonly [width: number, height: number] };

/** A small view of a picture on a page that is not the picture's own. */
export function Thumbnail({ made, alt, size: [width, height] }: ThumbnailProps) {
  const pictures = usePictures();
  return (
    <img
      className="thumbnail"
      data-ratio={nearestRatio(width, height)}
      src={pictures.thumbnail(made)}
      alt={alt}
      width={width}
      height={height}
    />
  );
}
