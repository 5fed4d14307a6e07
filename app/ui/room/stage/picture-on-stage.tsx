import type { GenerationView } from "~/generations/view.server";
import { type Before, BeforeAfter, BeforePicture } from "./before-after";
import { Frame } from "./frame";
import { OpensWhole, WholeDialog } from "./whole";

type PictureProps = { generation: GenerationView & { image_id: string }; before: Before | null };

/** A finished picture, which a click opens whole; an edited one can be seen as it was before. */
export function PictureOnStage({ generation, before }: PictureProps) {
  const { image_id, prompt, size, color, hasAlpha } = generation;
  const src = `/images/${image_id}`;
  const [width, height] = size;
  return (
    <>
      <h1 className="hidden" dir="auto">
        {prompt}
      </h1>
      <Frame size={size} color={color} thumbnail={`${src}/thumbnail`} hasAlpha={hasAlpha}>
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
        <OpensWhole src={src} />
        {before && <BeforeAfter />}
      </Frame>
      <WholeDialog src={src} alt={prompt} size={size} />
    </>
  );
}
