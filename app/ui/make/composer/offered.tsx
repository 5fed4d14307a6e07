import { uuidv7 } from "uuidv7";
import type { ComposerView } from "~/generations/order/composer.server";
import type { Started } from "~/generations/start.server";
import { useWords } from "~/words/words";
import { OrderButton } from "../../form/order-button";
import { usePictures } from "../../page/pictures";

type OfferedProps = { view: ComposerView; offer: Extract<Started, { kind: "offered" }> };

/** Shows the picture that the same order has, before another is made of it and paid for. */
export function Offered({
  view: { values, brought },
  offer: { id, image_id, input_id, cost },
}: OfferedProps) {
  const { make } = useWords();
  const addresses = usePictures();
  const pictures = brought.map(({ field, id }): [string, string] => [field, id]);
  const order: [string, string][] = [...Object.entries(values), ["composed", "1"], ...pictures];
  return (
    <section className="notice offered" aria-labelledby="offered" tabIndex={-1} data-focus>
      <a href={`/generations/${id}`}>
        <img
          src={addresses.thumbnail({ image_id, input_id })}
          alt={values.prompt ?? ""}
          width={96}
          height={96}
        />
      </a>
      <div>
        <h2 id="offered">{make.offered}</h2>
        <p>{make.offeredText}</p>
        <div className="actions">
          <a className="button" href={`/generations/${id}`}>
            {make.showIt}
          </a>
          <OrderButton id={uuidv7()} label={make.makeNew} price={cost} order={order} />
        </div>
      </div>
    </section>
  );
}
