import { Form, useNavigation } from "@remix-run/react";
import { type KeyboardEvent, useState } from "react";
import { GUIDANCE, HIGHEST_SEED, type Model, modelOf, STEPS } from "~/generations/models";
import { CountChoice, ModelChoice, RatioChoice } from "./choices";
import { credits } from "./credits";
import { ErrorSummary, type Errors, Field } from "./form";
import { type PictureBrought, PictureField } from "./picture-field";
import { Stages } from "./stages";

export type OrderValues = Partial<
  Record<"model" | "prompt" | "ratio" | "count" | "seed" | "guidance" | "steps" | "elaborate", string>
>;

type PromptBoxProps = {
  /** Fresh for each time that the form is served: it makes a double click one picture. */
  id: string;
  values: OrderValues;
  brought: PictureBrought | null;
  errors?: Errors | undefined;
};

export function PromptBox({ id, values, brought, errors }: PromptBoxProps) {
  const [key, setKey] = useState(modelOf(values.model).key);
  const [ratio, setRatio] = useState(values.ratio);
  const model = modelOf(key);
  const isSending = useNavigation().formData?.get("id") === id;
  return (
    <Form
      method="post"
      action="/?index"
      encType={model.picture === "none" ? undefined : "multipart/form-data"}
      noValidate
      className="prompt-box"
    >
      <ErrorSummary errors={errors} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="price" id="price" value={model.price} />
      <Field name="prompt" label="Prompt" error={errors?.prompt}>
        {(field) => (
          <textarea
            {...field}
            rows={4}
            data-key="/"
            defaultValue={values.prompt}
            placeholder={
              model.picture === "required" ? "Make it winter" : "A lighthouse in a storm, oil painting"
            }
            onKeyDown={sendOnCtrlEnter}
          />
        )}
      </Field>
      {model.picture !== "none" && (
        <PictureField brought={brought} isRequired={model.picture === "required"} error={errors?.picture} />
      )}
      <ModelChoice chosen={model} error={errors?.model} onChoose={setKey} />
      <RatioChoice model={model} chosen={ratio} error={errors?.ratio} onChoose={setRatio} />
      <CountChoice chosen={values.count} error={errors?.count} />
      <More model={model} values={values} errors={errors} />
      <Generate model={model} />
      {isSending && <Stages id={id} initial="received" />}
    </Form>
  );
}

function More({ model, values, errors }: { model: Model; values: OrderValues; errors: Errors | undefined }) {
  const isUsed = ["seed", "guidance", "steps", "elaborate"].some(
    (name) => (name in values && values[name as keyof OrderValues]) || errors?.[name],
  );
  const fastPath = model.hasFastPath
    ? " A seed of your own turns the model’s fast path off, which would give another picture each time: it takes a little longer."
    : "";
  return (
    <details open={isUsed}>
      <summary>More</summary>
      <div className="stack">
        <Field
          name="seed"
          label="Seed"
          hint={`Optional: a whole number from 0 to ${HIGHEST_SEED}. The same prompt, ratio and seed give the same picture; several pictures take this seed and the ones after it.${fastPath}`}
          error={errors?.seed}
        >
          {(field) => <input {...field} inputMode="numeric" autoComplete="off" defaultValue={values.seed} />}
        </Field>
        {model.hasGuidance && (
          <Field
            name="guidance"
            label="Guidance"
            hint={`Optional: from ${GUIDANCE.lowest} to ${GUIDANCE.highest}, ${GUIDANCE.usual} when left empty. Higher keeps closer to the prompt.`}
            error={errors?.guidance}
          >
            {(field) => (
              <input {...field} inputMode="decimal" autoComplete="off" defaultValue={values.guidance} />
            )}
          </Field>
        )}
        {model.hasSteps && (
          <Field
            name="steps"
            label="Steps"
            hint={`Optional: from ${STEPS.lowest} to ${STEPS.highest}, ${STEPS.usual} when left empty. More takes longer and shows finer detail.`}
            error={errors?.steps}
          >
            {(field) => (
              <input {...field} inputMode="numeric" autoComplete="off" defaultValue={values.steps} />
            )}
          </Field>
        )}
        {model.hasUpsampling && (
          <label className="check">
            <input type="checkbox" name="elaborate" value="1" defaultChecked={values.elaborate === "1"} /> Let
            the model elaborate the prompt
          </label>
        )}
      </div>
    </details>
  );
}

/** What it says is the price of as many as are chosen: app.css shows the attribute that fits. */
function Generate({ model }: { model: Model }) {
  return (
    <button
      type="submit"
      className="primary generate"
      data-two={credits(model.price * 2)}
      data-three={credits(model.price * 3)}
      data-four={credits(model.price * 4)}
    >
      Generate · <span>{credits(model.price)}</span>
    </button>
  );
}

function sendOnCtrlEnter(event: KeyboardEvent<HTMLTextAreaElement>) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
}
