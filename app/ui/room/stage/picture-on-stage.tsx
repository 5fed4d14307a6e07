import type { GenerationView } from "~/generations/view.server";
import { usePictures } from "../../page/pictures";
import { type Before, BeforeAfter, BeforePicture } from "./before-after";
import { Frame } from "./frame";
import { OpensWhole, WholeDialog } from "./whole";

type PictureProps = { generation: GenerationView & { image_id: string }; before: Before | null };

/** A finished picture, which a click opens whole; an edited one can be seen as it was before. */
export function PictureOnStage({ generation, before }: PictureProps) {
  const { image_id, prompt, size, color, hasAlpha } = generation;
  const pictures = usePictures();
  const src = pictures.picture(generation);
  const file = `/images/${image_id}`;
  const [width, height] = size;
  return (
    <>
      <h1 className="hidden" dir="auto">
        {prompt}
      </h1>
      <Frame size={size} color={color} thumbnail={pictures.thumbnail(generation)} hasAlpha={hasAlpha}>
        <img
          className="picture"
          src={src}
          alt={prompt}
          dir="auto"
          width={width}
          height={height}
          fetchPriority="high"
        />
        {before && <BeforePicture before={before} />}
        <OpensWhole file={file} />
        {before && <BeforeAfter />}
      </Frame>
      <WholeDialog src={src} file={file} alt={prompt} size={size} />
    </>
  );
}
