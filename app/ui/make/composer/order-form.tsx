import type { ComposerView } from "~/generations/order/composer.server";
import { MAKE_ACTION } from "~/http/wire";
import { cheapestWithPictures, modelOf } from "~/models/models";
import { ErrorSummary } from "../../form/form";
import { FormToken } from "../../form/form-token";
import { FormAgainFrom } from "../../page/again/again-from";
import { Stages } from "../stages";
import { BroughtPictures } from "./brought-pictures";
import { sizeDigit } from "./digits";
import { Generate } from "./generate";
import { AdvancedPanel, detailIn } from "./panels/advanced-panel";
import { BringPanel, BringSignedOut } from "./panels/bring-panel";
import { CountPanel, countIn } from "./panels/count-panel";
import { ModelPanel } from "./panels/model-panel";
import { ShapePanel } from "./panels/shape-panel";
import { PRICES } from "./prices";
import { Prompt } from "./prompt";
import { RefusalsLeft } from "./refusals-left";

/** The form that orders pictures. Its id is new each time it is served: because of it a double click makes one picture. */
export function OrderForm(view: ComposerView) {
  const { id, values, brought, errors, credits, refusals, under, offeredNames, isToBeChanged } = view;
  const isSignedIn = credits !== null;
  const model = modelOf(values.model);
  const isUsualSize = values.size === model.sizes?.usual;
  const chosen = isUsualSize ? { ...values, size: undefined } : values;
  const price = {
    model,
    size: sizeDigit(chosen.size),
    detail: detailIn(values.detail),
    pictures: brought.length,
  };
  return (
    <form
      method="post"
      action={MAKE_ACTION}
      encType={isSignedIn ? "multipart/form-data" : undefined}
      noValidate
      className="order-form"
      data-in-place
      data-draft
      data-pictured={brought.length > 0 ? "" : undefined}
      data-with-pictures={cheapestWithPictures().key}
    >
      <ErrorSummary errors={errors}>
        <FormAgainFrom />
      </ErrorSummary>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="composed" value="1" />
      <input type="hidden" name="price" id="price" value={PRICES} />
      {under && <input type="hidden" name="under" value={under} />}
      {values.parent && <input type="hidden" name="parent" value={values.parent} />}
      <BroughtPictures brought={brought} />
      <Prompt model={model} text={values.prompt} error={errors?.prompt} isToBeChanged={isToBeChanged} />
      {isSignedIn ? (
        <BringPanel brought={brought.length} error={errors?.picture} />
      ) : (
        <BringSignedOut model={model.key} />
      )}
      <div className="chips">
        <ModelPanel chosen={model} error={errors?.model} credits={credits} />
        <ShapePanel values={chosen} errors={errors} isPictured={brought.length > 0} />
        <CountPanel chosen={values.count} error={errors?.count} />
        <AdvancedPanel
          values={values}
          errors={errors}
          pictures={brought.length}
          offeredNames={offeredNames}
        />
        <Generate chosen={price} count={Number(countIn(values.count))} />
      </div>
      <RefusalsLeft refusals={refusals} />
      {isSignedIn && (
        <template data-while-sending>
          <Stages id={id} initial="received" isNew />
        </template>
      )}
      <FormToken />
    </form>
  );
}
