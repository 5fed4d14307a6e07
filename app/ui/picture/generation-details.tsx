import { Link } from "@remix-run/react";
import { modelName, type Ratio, SAME_RATIO } from "~/models/models";
import { reasonOf } from "~/models/reasons";
import { useWords } from "~/words/words";
import { CopyButton } from "../form/copy-button";
import { When } from "../page/when";
import { OrderAgain } from "./order-again";
import { WholePicture } from "./whole-picture";

export type GenerationView = {
  id: string;
  order_id: string | null;
  prompt: string;
  model: string;
  ratio: Ratio;
  /** In pixels; of the picture that is to come, where there is none. */
  size: readonly [width: number, height: number];
  seed: number;
  /** Whether the same seed gives the same picture again. */
  isExact: boolean;
  error_code: string | null;
  image_id: string | null;
  input_id: string | null;
  isFromCache: boolean;
  created_at: string;
  /** The form's fields that order it once more. */
  order: Record<string, string>;
};

/** The picture, or why there is none. */
export function GenerationOutcome({ generation, freshId }: { generation: GenerationView; freshId: string }) {
  const { image_id, prompt, size, error_code, isFromCache, order } = generation;
  const { picture } = useWords();
  if (!image_id) {
    return (
      <div className="notice notice-error">
        <h1>{picture.none}</h1>
        <p>{picture.reasons[reasonOf(error_code)]}</p>
        <OrderAgain id={freshId} label={picture.tryAgain} order={order} />
      </div>
    );
  }
  return (
    <div className="outcome">
      <h1 className="hidden">{prompt}</h1>
      {isFromCache && (
        <div className="notice">
          <p>{picture.fromCache}</p>
          <OrderAgain id={freshId} label={picture.makeNew} order={order} />
        </div>
      )}
      <WholePicture src={`/images/${image_id}`} alt={prompt} size={size} />
    </div>
  );
}

export function GenerationDetails({ generation }: { generation: GenerationView }) {
  const { id, prompt, model, ratio, seed, isExact, image_id, input_id, order, order_id, created_at } =
    generation;
  const { picture } = useWords();
  const again = new URLSearchParams({ ...order, seed: String(seed) });
  const { seed: _, ...unseeded } = order;
  const another = new URLSearchParams(unseeded);
  return (
    <section className="details" aria-label={picture.details}>
      <p className="prompt">{prompt}</p>
      <CopyButton text={prompt} label={picture.copyPrompt} />
      {input_id && (
        <p>
          <a href={`/inputs/${input_id}`}>
            <img
              src={`/inputs/${input_id}`}
              alt={picture.broughtAlt}
              width={120}
              height={120}
              className="brought"
            />
          </a>
        </p>
      )}
      <dl>
        <dt>{picture.model}</dt>
        <dd>{modelName(model)}</dd>
        <dt>{picture.ratio}</dt>
        <dd>{ratio === SAME_RATIO ? picture.sameRatio : ratio}</dd>
        <dt>{picture.seed}</dt>
        <dd>
          {seed}
          {!isExact && <span className="hint"> {picture.similarOnly}</span>}
        </dd>
        <dt>{picture.date}</dt>
        <dd>
          <When at={created_at} />
        </dd>
      </dl>
      <p className="actions">
        <Link className="button" to={`/?${another}`}>
          {picture.another}
        </Link>
        <Link className="button" to={`/?${again}`}>
          {picture.useAgain}
        </Link>
        {image_id && (
          <Link className="button" to={`/?model=kontext&source=${id}`}>
            {picture.edit}
          </Link>
        )}
      </p>
      {order_id && (
        <p>
          <Link to={`/orders/${order_id}`}>{picture.together}</Link>
        </p>
      )}
    </section>
  );
}
