import { Form, useNavigation } from "@remix-run/react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { OrderValues } from "~/generations/order.server";
import type { FormErrors } from "~/http/forms.server";
import { MAKE_ACTION } from "~/http/wire";
import { type Model, modelOf } from "~/models/models";
import type { Shown } from "~/pictures/brought/shown.server";
import { useWords } from "~/words/words";
import { ErrorSummary, Field } from "../form/form";
import { FormToken } from "../form/form-token";
import { CountChoice, ModelChoice, RatioChoice } from "./choices";
import { PictureField, PictureOfNobody } from "./picture-field";
import { Stages } from "./stages";

type PromptBoxProps = {
  /** The id of the order, new each time the form is served: because of it a double click makes one picture. */
  id: string;
  values: OrderValues;
  brought: Shown | null;
  errors?: FormErrors | undefined;
  isSignedIn: boolean;
};

export function PromptBox({ id, values, brought, errors, isSignedIn }: PromptBoxProps) {
  const { make } = useWords();
  const [key, setKey] = useState(modelOf(values.model).key);
  const [ratio, setRatio] = useState(values.ratio);
  const model = modelOf(key);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // Keeps what was chosen before the scripts came.
    const chosen = new FormData(form.current ?? undefined);
    setKey((served) => modelOf(text(chosen.get("model")) ?? served).key);
    setRatio((served) => text(chosen.get("ratio")) ?? served);
  }, []);
  const isSending = useNavigation().formData?.get("id") === id;
  return (
    <Form
      ref={form}
      method="post"
      action={MAKE_ACTION}
      encType={model.picture === "none" || !isSignedIn ? undefined : "multipart/form-data"}
      noValidate
      className="prompt-box"
    >
      <ErrorSummary errors={errors} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="price" id="price" value={model.price} />
      <div className="prompt-field">
        <Field name="prompt" label={make.prompt} hint={make.promptHint} error={errors?.prompt}>
          {(field) => (
            <textarea
              {...field}
              rows={4}
              data-key="/"
              defaultValue={values.prompt}
              placeholder={model.picture === "required" ? make.changeExample : make.promptExample}
              onKeyDown={sendOnCtrlEnter}
            />
          )}
        </Field>
      </div>
      {model.picture !== "none" &&
        (isSignedIn ? (
          <PictureField brought={brought} isRequired={model.picture === "required"} error={errors?.picture} />
        ) : (
          <PictureOfNobody model={model.key} error={errors?.picture} />
        ))}
      <ModelChoice chosen={model} error={errors?.model} onChoose={setKey} />
      <RatioChoice model={model} chosen={ratio} error={errors?.ratio} onChoose={setRatio} />
      <More model={model} values={values} errors={errors} />
      <div className="send">
        <CountChoice chosen={values.count} error={errors?.count} />
        <Generate model={model} isSending={isSending} />
      </div>
      {isSending && isSignedIn && <Stages id={id} initial="received" isNew />}
      <FormToken />
    </Form>
  );
}

function More({
  model,
  values,
  errors,
}: {
  model: Model;
  values: OrderValues;
  errors: FormErrors | undefined;
}) {
  const isUsed = ["seed", "guidance", "steps", "elaborate"].some(
    (name) => (name in values && values[name as keyof OrderValues]) || errors?.[name],
  );
  const { make } = useWords();
  return (
    <details open={isUsed}>
      <summary>{make.more}</summary>
      <div className="stack">
        <Field
          name="seed"
          label={make.seed}
          hint={model.hasFastPath ? make.seedHintFastPath : make.seedHint}
          error={errors?.seed}
        >
          {(field) => (
            <input {...field} type="text" inputMode="numeric" autoComplete="off" defaultValue={values.seed} />
          )}
        </Field>
        {model.hasGuidance && (
          <Field name="guidance" label={make.guidance} hint={make.guidanceHint} error={errors?.guidance}>
            {(field) => (
              <input
                {...field}
                type="text"
                inputMode="decimal"
                autoComplete="off"
                defaultValue={values.guidance}
              />
            )}
          </Field>
        )}
        {model.hasSteps && (
          <Field name="steps" label={make.steps} hint={make.stepsHint} error={errors?.steps}>
            {(field) => (
              <input
                {...field}
                type="text"
                inputMode="numeric"
                autoComplete="off"
                defaultValue={values.steps}
              />
            )}
          </Field>
        )}
        {model.hasUpsampling && (
          <label className="check">
            <input type="checkbox" name="elaborate" value="1" defaultChecked={values.elaborate === "1"} />{" "}
            {make.elaborate}
          </label>
        )}
      </div>
    </details>
  );
}

/** The button that orders, with the price: the stylesheet shows the `data-` attribute for the number of pictures chosen. */
function Generate({ model, isSending }: { model: Model; isSending: boolean }) {
  const { make, credit } = useWords();
  return (
    <button
      type="submit"
      className="primary generate"
      aria-busy={isSending || undefined}
      data-two={credit(model.price * 2)}
      data-three={credit(model.price * 3)}
      data-four={credit(model.price * 4)}
    >
      {isSending ? make.generating : make.generate} · <span>{credit(model.price)}</span>
    </button>
  );
}

const text = (value: FormDataEntryValue | null) => (typeof value === "string" ? value : undefined);

function sendOnCtrlEnter(event: KeyboardEvent<HTMLTextAreaElement>) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
}
