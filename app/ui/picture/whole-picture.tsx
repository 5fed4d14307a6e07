import { nearestRatio } from "~/models/ratios";

type WholePictureProps = {
  src: string;
  alt: string;
  size: readonly [width: number, height: number];
  /** Whether a chequered ground shows through its transparent parts. */
  hasAlpha?: boolean;
};

/** The picture that a page is about. Its place is kept by its ratio, so that nothing moves when it has loaded. */
export function WholePicture({ src, alt, size: [width, height], hasAlpha = false }: WholePictureProps) {
  return (
    <img
      className={hasAlpha ? "picture chequered" : "picture"}
      data-ratio={nearestRatio(width, height)}
      src={src}
      alt={alt}
      width={width}
      height={height}
      fetchPriority="high"
    />
  );
}
