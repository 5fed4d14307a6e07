import type { GenerationView } from "~/generations/view.server";
import { modelName } from "~/models/models";
import { SAME_RATIO } from "~/models/ratios";
import { useWords } from "~/words/words";
import { usePictures } from "../page/pictures";
import { When } from "../page/when";

/** What a picture was made from, and when. */
export function GenerationDetails({ generation }: { generation: GenerationView }) {
  const { prompt, model, ratio, size, seed, isExact, image_id, inputs, created_at } = generation;
  const { picture } = useWords();
  const pictures = usePictures();
  return (
    <section className="details" aria-label={picture.details}>
      <p className="prompt" dir="auto">
        {prompt}
      </p>
      {inputs.length > 0 && (
        <ol className="brought-pictures">
          {inputs.map((input, index) => (
            <li key={input.id}>
              <a href={`/inputs/${input.id}`}>
                <img
                  src={pictures.input(input)}
                  alt={picture.broughtAlt(index + 1, inputs.length)}
                  width={120}
                  height={120}
                  className="brought"
                  loading="lazy"
                />
              </a>
            </li>
          ))}
        </ol>
      )}
      <dl>
        <dt>{picture.model}</dt>
        <dd>{modelName(model)}</dd>
        {ratio && (
          <>
            <dt>{picture.ratio}</dt>
            <dd>{ratio === SAME_RATIO ? picture.sameRatio : ratio}</dd>
          </>
        )}
        {image_id && (
          <>
            <dt>{picture.size}</dt>
            <dd>{size.join(" × ")}</dd>
          </>
        )}
        {seed !== null && (
          <>
            <dt>{picture.seed}</dt>
            <dd>
              {seed}
              {!isExact && <span className="hint"> {picture.similarOnly}</span>}
            </dd>
          </>
        )}
        <dt>{picture.date}</dt>
        <dd>
          <When at={created_at} />
        </dd>
      </dl>
    </section>
  );
}
