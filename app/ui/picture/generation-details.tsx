import { Link } from "@remix-run/react";
import type { GenerationView } from "~/generations/view.server";
import { modelName } from "~/models/models";
import { SAME_RATIO } from "~/models/ratios";
import { reasonOf } from "~/models/reasons";
import { useWords } from "~/words/words";
import { CopyButton } from "../form/copy-button";
import { OrderButton } from "../form/order-button";
import { When } from "../page/when";
import { WholePicture } from "./whole-picture";

/** Shows the picture, or says why there is none; after a failure and for a cached picture it offers a new order. */
export function GenerationOutcome({ generation, freshId }: { generation: GenerationView; freshId: string }) {
  const { image_id, prompt, size, error_code, isFromCache, order, cost, hasAlpha } = generation;
  const { picture } = useWords();
  if (!image_id) {
    return (
      <div className="notice notice-error">
        <h1>{picture.none}</h1>
        <p>{picture.reasons[reasonOf(error_code)]}</p>
        <OrderButton id={freshId} label={picture.tryAgain} price={cost} order={order} />
      </div>
    );
  }
  return (
    <div className="outcome">
      <h1 className="hidden">{prompt}</h1>
      {isFromCache && (
        <div className="notice">
          <p>{picture.fromCache}</p>
          <OrderButton id={freshId} label={picture.makeNew} price={cost} order={order} />
        </div>
      )}
      <WholePicture src={`/images/${image_id}`} alt={prompt} size={size} hasAlpha={hasAlpha} />
    </div>
  );
}

export function GenerationDetails({ generation }: { generation: GenerationView }) {
  const { id, prompt, model, ratio, seed, isExact, image_id, inputIds, order_id, created_at, isPrompted } =
    generation;
  const { picture } = useWords();
  return (
    <section className="details" aria-label={picture.details}>
      <p className="prompt">{prompt}</p>
      <CopyButton text={prompt} label={picture.copyPrompt} />
      {inputIds.length > 0 && (
        <ol className="brought-pictures">
          {inputIds.map((inputId, index) => (
            <li key={inputId}>
              <a href={`/inputs/${inputId}`}>
                <img
                  src={`/inputs/${inputId}`}
                  alt={picture.broughtAlt(index + 1, inputIds.length)}
                  width={120}
                  height={120}
                  className="brought"
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
      <p className="actions">
        {isPrompted && (
          <>
            <Link className="button" to={`/?again=${id}&seed=`}>
              {picture.another}
            </Link>
            <Link className="button" to={`/?again=${id}`}>
              {seed === null ? picture.useAgainWithoutSeed : picture.useAgain}
            </Link>
          </>
        )}
        {image_id && (
          <Link className="button" to={`/?source=${id}`}>
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
