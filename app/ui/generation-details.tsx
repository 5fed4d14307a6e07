import { Link } from "@remix-run/react";
import { modelName, SIZES } from "~/generations/models";
import { CopyButton } from "./copy-button";
import { OrderAgain } from "./order-again";
import { reason } from "./reasons";
import { When } from "./when";

export type GenerationView = {
  id: string;
  prompt: string;
  model: string;
  ratio: keyof typeof SIZES;
  seed: number;
  /** Whether the visitor chose the seed. */
  isSeedFixed: boolean;
  status: string;
  error_code: string | null;
  image_id: string | null;
  isFromCache: boolean;
  created_at: string;
};

/** The picture, or why there is none. */
export function GenerationOutcome({ generation, freshId }: { generation: GenerationView; freshId: string }) {
  const { image_id, prompt, ratio, error_code, isFromCache } = generation;
  const order = { prompt, ratio, fixedSeed: generation.isSeedFixed ? generation.seed : null };
  if (!image_id) {
    return (
      <div className="notice notice-error">
        <h1>No picture this time</h1>
        <p>{reason(error_code)}</p>
        <OrderAgain id={freshId} label="Try again" order={order} />
      </div>
    );
  }
  const [width, height] = SIZES[ratio];
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
  const { prompt, model, ratio, seed, created_at } = generation;
  const again = new URLSearchParams({ prompt, ratio, seed: String(seed) });
  const another = new URLSearchParams({ prompt, ratio });
  return (
    <section className="details" aria-label="Details">
      <p className="prompt">{prompt}</p>
      <CopyButton text={prompt} what="prompt" />
      <dl>
        <dt>Model</dt>
        <dd>{modelName(model)}</dd>
        <dt>Ratio</dt>
        <dd>{ratio}</dd>
        <dt>Seed</dt>
        <dd>{seed}</dd>
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
      </p>
    </section>
  );
}
