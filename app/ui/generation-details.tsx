import { Link } from "@remix-run/react";
import { modelName, type Ratio, SAME_RATIO, sizeOf } from "~/generations/models";
import { CopyButton } from "./copy-button";
import { OrderAgain } from "./order-again";
import { reason } from "./reasons";
import { When } from "./when";

export type GenerationView = {
  id: string;
  order_id: string | null;
  prompt: string;
  model: string;
  ratio: Ratio;
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
  const { image_id, prompt, ratio, error_code, isFromCache, order } = generation;
  if (!image_id) {
    return (
      <div className="notice notice-error">
        <h1>No picture this time</h1>
        <p>{reason(error_code)}</p>
        <OrderAgain id={freshId} label="Try again" order={order} />
      </div>
    );
  }
  const [width, height] = sizeOf(ratio);
  return (
    <div>
      <h1 className="hidden">{prompt}</h1>
      {isFromCache && (
        <div className="notice">
          <p>The same order had this picture already, so it is free.</p>
          <OrderAgain id={freshId} label="Make a new one" order={order} />
        </div>
      )}
      <img
        className="picture"
        src={`/images/${image_id}`}
        alt={prompt}
        width={width}
        height={height}
        fetchPriority="high"
      />
    </div>
  );
}

export function GenerationDetails({ generation }: { generation: GenerationView }) {
  const { id, prompt, model, ratio, seed, isExact, image_id, input_id, order, order_id, created_at } =
    generation;
  const again = new URLSearchParams({ ...order, seed: String(seed) });
  const { seed: _, ...unseeded } = order;
  const another = new URLSearchParams(unseeded);
  return (
    <section className="details" aria-label="Details">
      <p className="prompt">{prompt}</p>
      <CopyButton text={prompt} what="prompt" />
      {input_id && (
        <p>
          <a href={`/inputs/${input_id}`}>
            <img
              src={`/inputs/${input_id}`}
              alt="What was to be changed"
              width={120}
              height={120}
              className="brought"
            />
          </a>
        </p>
      )}
      <dl>
        <dt>Model</dt>
        <dd>{modelName(model)}</dd>
        <dt>Ratio</dt>
        <dd>{ratio === SAME_RATIO ? "As the picture was" : ratio}</dd>
        <dt>Seed</dt>
        <dd>
          {seed}
          {!isExact && (
            <span className="hint">
              {" "}
              Chosen for you, on the model’s fast path: used again it gives a similar picture.
            </span>
          )}
        </dd>
        <dt>Date</dt>
        <dd>
          <When at={created_at} />
        </dd>
      </dl>
      <p className="actions">
        <Link className="button" to={`/?${another}`}>
          Change the prompt
        </Link>
        <Link className="button" to={`/?${again}`}>
          Use again, with the seed
        </Link>
        {image_id && (
          <Link className="button" to={`/?model=kontext&source=${id}`}>
            Edit this
          </Link>
        )}
      </p>
      {order_id && (
        <p>
          <Link to={`/orders/${order_id}`}>All that were ordered together</Link>
        </p>
      )}
    </section>
  );
}
