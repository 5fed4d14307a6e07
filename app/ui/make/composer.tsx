import type { ComposerView } from "~/generations/order/composer.server";
import { modelOf, PROMPTED } from "~/models/models";
import { PromptBox } from "./prompt-box";
import { Refusal } from "./refusal";
import { WorkAgain } from "./work-again";

/** Where pictures are ordered, on the first page and under each picture, filled with what `view` says. */
export function Composer({ view }: { view: ComposerView }) {
  const model = modelOf(view.values.model);
  return (
    <>
      {view.refusal && <Refusal refusal={view.refusal} values={view.values} />}
      {PROMPTED.includes(model) ? <PromptBox {...view} /> : <WorkAgain {...view} model={model} />}
    </>
  );
}
