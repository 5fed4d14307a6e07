import type { ComposerView } from "~/generations/order/composer.server";
import { MAKE_ACTION } from "~/http/wire";
import { modelOf } from "~/models/models";
import { megapixelsOf, priceOf, ratesOf } from "~/models/price";
import { useWords } from "~/words/words";
import { ErrorSummary, Field } from "../form/form";
import { FormToken } from "../form/form-token";
import { Generate } from "./generate";
import { ModelChoice } from "./model-choice";
import { More } from "./more-choices";
import { PictureField, PictureOfNobody } from "./picture-field";
import { RefusalsLeft } from "./refusals-left";
import { CountChoice, RatioChoice, SizeChoice } from "./shape-choices";
import { Stages } from "./stages";
import { Unread } from "./unread";

export function PromptBox({ id, values, brought, errors, credits, refusals, under }: ComposerView) {
  const isSignedIn = credits !== null;
  const { make } = useWords();
  const model = modelOf(values.model);
  const { size } = values;
  const detail = values.detail ? Number(values.detail) : undefined;
  const price = priceOf(model, { size, pictures: brought.length, detail });
  // What a script needs to say the price of what is chosen.
  const rates = {
    ...ratesOf(model),
    megapixels: megapixelsOf(model, size),
    detail: model.pictures?.megapixels,
  };
  return (
    <form
      method="post"
      action={MAKE_ACTION}
      encType={model.pictures && isSignedIn ? "multipart/form-data" : undefined}
      noValidate
      className="prompt-box"
      data-in-place
      data-draft
      data-rates={JSON.stringify(rates)}
    >
      <ErrorSummary errors={errors} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="price" id="price" value={price} />
      {under && <input type="hidden" name="under" value={under} />}
      {values.parent && <input type="hidden" name="parent" value={values.parent} />}
      <div className="prompt-field">
        <Field name="prompt" label={make.prompt} hint={make.promptHint} error={errors?.prompt}>
          {(field) => (
            <textarea
              {...field}
              rows={4}
              data-key="/"
              defaultValue={values.prompt}
              placeholder={model.pictures?.isRequired ? make.changeExample : make.promptExample}
            />
          )}
        </Field>
        <Unread model={model} prompt={values.prompt} isSaid={errors?.prompt === "prompt_not_read"} />
      </div>
      {model.pictures &&
        (isSignedIn ? (
          <PictureField model={model} brought={brought} error={errors?.picture} />
        ) : (
          <PictureOfNobody model={model.key} error={errors?.picture} />
        ))}
      <ModelChoice chosen={model} error={errors?.model} />
      <RatioChoice
        model={model}
        chosen={values.ratio}
        hasPicture={brought.length > 0}
        error={errors?.ratio}
      />
      <SizeChoice model={model} chosen={size} error={errors?.size} />
      <More model={model} values={values} errors={errors} />
      <div className="send">
        <CountChoice chosen={values.count} error={errors?.count} />
        <Generate price={price} />
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
