import { Link } from "@remix-run/react";
import { modelName, SIZES } from "~/generations/models";
import { credits } from "./credits";
import { reason } from "./reasons";
import { When } from "./when";

type Generation = {
  prompt: string;
  model: string;
  ratio: keyof typeof SIZES;
  seed: number;
  cost: number;
  status: string;
  error_code: string | null;
  image_id: string | null;
  created_at: string;
};

/** The picture, or why there is none. */
export function GenerationOutcome({ generation }: { generation: Generation }) {
  const { image_id, prompt, ratio, error_code } = generation;
  if (!image_id) {
    return (
      <div className="notice notice-error">
        <h1>No picture this time</h1>
        <p>{reason(error_code)}</p>
      </div>
    );
  }
  const [width, height] = SIZES[ratio];
  return (
    <>
      <h1 className="hidden">{prompt}</h1>
      <img
        className="picture"
        src={`/images/${image_id}`}
        alt={prompt}
        width={width}
        height={height}
        fetchPriority="high"
      />
    </>
  );
}

export function GenerationDetails({ generation }: { generation: Generation }) {
  const { prompt, model, ratio, seed, cost, status, image_id, created_at } = generation;
  const again = new URLSearchParams({ prompt, ratio, seed: String(seed) });
  const another = new URLSearchParams({ prompt, ratio });
  return (
    <section className="details" aria-label="Details">
      <p className="prompt">{prompt}</p>
      <dl>
        <dt>Model</dt>
        <dd>{modelName(model)}</dd>
        <dt>Ratio</dt>
        <dd>{ratio}</dd>
        <dt>Seed</dt>
        <dd>{seed}</dd>
        <dt>Cost</dt>
        <dd>
          {status === "failed" || status === "canceled"
            ? `Nothing: ${credits(cost)} came back`
            : credits(cost)}
        </dd>
        <dt>Date</dt>
        <dd>
          <When at={created_at} />
        </dd>
      </dl>
      <p className="actions">
        {image_id && (
          <a className="button" href={`/images/${image_id}?download`} download>
            Download
          </a>
        )}
        <Link className="button" to={`/?${another}`}>
          Make another
        </Link>
        <Link className="button" to={`/?${again}`}>
          Use again, with the seed
        </Link>
      </p>
    </section>
  );
}
