import { Form, useNavigation } from "@remix-run/react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { Left } from "~/credits/allowances.server";
import type { OrderValues } from "~/generations/order/order.server";
import type { FormErrors } from "~/http/forms.server";
import { MAKE_ACTION } from "~/http/wire";
import type { Model } from "~/models/model";
import { modelOf } from "~/models/models";
import { priceOf } from "~/models/price";
import type { Shown } from "~/pictures/brought/shown.server";
import { isInHan } from "~/platform/text/han";
import { useWords } from "~/words/words";
import { ErrorSummary, Field } from "../form/form";
import { FormToken } from "../form/form-token";
import { ModelChoice } from "./model-choice";
import { More } from "./more-choices";
import { PictureField, PictureOfNobody } from "./picture-field";
import { RefusalsLeft } from "./refusals-left";
import { CountChoice, RatioChoice, SizeChoice } from "./shape-choices";
import { Stages } from "./stages";

type PromptBoxProps = {
  /** The id of the order, new each time the form is served: because of it a double click makes one picture. */
  id: string;
  values: OrderValues;
  brought: Shown[];
  errors?: FormErrors | undefined;
  isSignedIn: boolean;
  /** How many of today's refusals by the safety filter still give the credit back; null for nobody. */
  refusals: Left | null;
};

export function PromptBox({ id, values, brought, errors, isSignedIn, refusals }: PromptBoxProps) {
  const { make } = useWords();
  const form = useRef<HTMLFormElement>(null);
  const [chosen, setChosen] = useState<Chosen>({ ...values, pictures: brought.length });
  // Keeps what was chosen before the scripts came, and counts what a served form brings.
  useEffect(() => {
    if (id) setChosen(chosenIn(form.current));
  }, [id]);
  const model = modelOf(chosen.model);
  const { size, pictures, detail } = chosen;
  const price = priceOf(model, { size, pictures, detail: detail ? Number(detail) : undefined });
  const isSending = useNavigation().formData?.get("id") === id;
  return (
    <Form
      ref={form}
      method="post"
      action={MAKE_ACTION}
      encType={model.pictures && isSignedIn ? "multipart/form-data" : undefined}
      noValidate
      className="prompt-box"
      onChange={() => setChosen(chosenIn(form.current))}
    >
      <ErrorSummary errors={errors} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="price" id="price" value={price} />
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
              onKeyDown={sendOnCtrlEnter}
            />
          )}
        </Field>
        <Unread model={model} prompt={chosen.prompt} isSaid={errors?.prompt === "prompt_not_read"} />
      </div>
      {model.pictures &&
        (isSignedIn ? (
          <PictureField key={id} model={model} brought={brought} error={errors?.picture} />
        ) : (
          <PictureOfNobody model={model.key} error={errors?.picture} />
        ))}
      <ModelChoice chosen={model} error={errors?.model} />
      <RatioChoice
        model={model}
        chosen={chosen.ratio}
        hasPicture={brought.length > 0}
        error={errors?.ratio}
      />
      <SizeChoice model={model} chosen={chosen.size} error={errors?.size} />
      <More model={model} values={values} errors={errors} />
      <div className="send">
        <CountChoice chosen={values.count} error={errors?.count} />
        <Generate price={price} isSending={isSending} />
      </div>
      <RefusalsLeft refusals={refusals} />
      {isSending && isSignedIn && <Stages id={id} initial="received" isNew />}
      <FormToken />
    </Form>
  );
}

/** What of the form decides which fields it has and what the order costs. */
type Chosen = Pick<OrderValues, "model" | "ratio" | "size" | "detail" | "prompt"> & { pictures: number };

function chosenIn(form: HTMLFormElement | null): Chosen {
  const fields = new FormData(form ?? undefined);
  const text = (name: string) => {
    const value = fields.get(name);
    return typeof value === "string" ? value : undefined;
  };
  const named =
    fields.getAll("input").length + fields.getAll("source").length - fields.getAll("leave_out").length;
  const files = fields.getAll("picture").filter((value) => value instanceof File && value.name !== "");
  return {
    ...{ model: text("model"), ratio: text("ratio"), size: text("size"), detail: text("detail") },
    ...{ prompt: text("prompt"), pictures: named + files.length },
  };
}

type UnreadProps = { model: Model; prompt: string | undefined; isSaid: boolean };

/** Says beside the prompt, before the order, that the model does not read Chinese; who orders then was told. */
function Unread({ model, prompt = "", isSaid }: UnreadProps) {
  const { make, language } = useWords();
  const isChinese = isInHan(prompt) || (prompt === "" && language === "zh-Hans");
  if (model.readsChinese || !(isChinese || isSaid)) return null;
  return (
    <p className="unread" role="status">
      {!isSaid && make.unread}
      <input type="hidden" name="unread" value="1" />
    </p>
  );
}

/** The button that orders, with the price: the stylesheet shows the `data-` attribute for the number of pictures chosen. */
function Generate({ price, isSending }: { price: number; isSending: boolean }) {
  const { make, credit } = useWords();
  return (
    <button
      type="submit"
      className="primary generate"
      aria-busy={isSending || undefined}
      data-two={credit(price * 2)}
      data-three={credit(price * 3)}
      data-four={credit(price * 4)}
    >
      {isSending ? make.generating : make.generate} · <span>{credit(price)}</span>
    </button>
  );
}

function sendOnCtrlEnter(event: KeyboardEvent<HTMLTextAreaElement>) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
}
