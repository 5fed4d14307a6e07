import type { ComposerView } from "~/generations/order/composer.server";
import { modelOf, PROMPTED } from "~/models/models";
import { Offered } from "./composer/offered";
import { OrderForm } from "./composer/order-form";
import { Refusal } from "./refusal";
import { WorkAgain } from "./work-again";

/** Where pictures are ordered, on the first page and under each picture, filled with what `view` says. */
export function Composer({ view }: { view: ComposerView }) {
  const model = modelOf(view.values.model);
  const { refusal } = view;
  return (
    <div className="composer">
      {refusal?.kind === "offered" && <Offered view={view} offer={refusal} />}
      {refusal && refusal.kind !== "offered" && (
        <Refusal refusal={refusal} values={view.values} brought={view.brought} />
      )}
      {PROMPTED.includes(model) ? <OrderForm {...view} /> : <WorkAgain {...view} model={model} />}
    </div>
  );
}
