import type { ImgHTMLAttributes } from "react";

/** Pictures that load at once and before others: about the first row of a wide screen. The others wait until they are scrolled to. */
export const FIRST_ROW = 7;

type CardPictureProps = Pick<ImgHTMLAttributes<HTMLImageElement>, "src" | "srcSet" | "sizes" | "alt"> & {
  width: number;
  height: number;
  /** The picture's average colour, seen until it has come. */
  color: string | null;
  /** Whether the picture is in the page's first row. */
  isFirst: boolean;
};

/** The picture of a card, on its colour. */
export function CardPicture({ color, isFirst, alt, ...picture }: CardPictureProps) {
  return (
    <>
      {/* An attribute, since no style may stand in the page. */}
      {color && <svg color={color} />}
      <img
        {...picture}
        alt={alt}
        loading={isFirst ? undefined : "lazy"}
        fetchPriority={isFirst ? "high" : undefined}
        decoding="async"
      />
    </>
  );
}
