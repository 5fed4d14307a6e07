import { useWords } from "~/words/words";

/** A picture as it was before it was changed. */
export type Before = { src: string };

/** The picture before, which lies over the one after, and is seen when its button is chosen. */
export function BeforePicture({ before }: { before: Before }) {
  const { picture } = useWords();
  return <img className="before" src={before.src} alt={picture.beforeAlt} loading="lazy" />;
}

/** Chooses between a picture and what it was made of; with scripts an edge between the two can be moved. */
export function BeforeAfter() {
  const { picture } = useWords();
  return (
    <>
      <input
        type="range"
        className="edge needs-script"
        min="0"
        max="100"
        defaultValue="50"
        aria-label={picture.edge}
        data-edge
      />
      <fieldset className="pills">
        <legend className="hidden">{picture.beforeAfter}</legend>
        <label>
          <input type="radio" name="shown" value="before" /> {picture.before}
        </label>
        <label>
          <input type="radio" name="shown" value="after" defaultChecked /> {picture.after}
        </label>
        <label className="needs-script">
          <input type="radio" name="shown" value="both" /> {picture.both}
        </label>
      </fieldset>
    </>
  );
}
