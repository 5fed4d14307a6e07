import { nearestRatio } from "~/models/models";

type WholePictureProps = { src: string; alt: string; size: readonly [width: number, height: number] };

/** What its page is about. It takes its place before it is there, by its ratio, so that nothing moves when it comes. */
export function WholePicture({ src, alt, size: [width, height] }: WholePictureProps) {
  return (
    <img
      className="picture"
      data-ratio={nearestRatio(width, height)}
      src={src}
      alt={alt}
      width={width}
      height={height}
      fetchPriority="high"
    />
  );
}
