import { Form, useNavigation } from "@remix-run/react";
import type { KeyboardEvent } from "react";
import { DEFAULT_RATIO, FLUX_SCHNELL, HIGHEST_SEED, RATIOS, SIZES } from "~/generations/models";
import { credits } from "./credits";
import { ErrorSummary, type Errors, Field } from "./form";
import { Stages } from "./stages";

type PromptBoxProps = {
  /** Fresh for each time that the form is served: it makes a double click one picture. */
  id: string;
  values: { prompt?: string; ratio?: string; seed?: string };
  errors?: Errors | undefined;
};

export function PromptBox({ id, values, errors }: PromptBoxProps) {
  const isSending = useNavigation().formData?.get("id") === id;
  return (
    <Form method="post" action="/?index" noValidate className="prompt-box">
      <ErrorSummary errors={errors} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="price" id="price" value={FLUX_SCHNELL.price} />
      <Field name="prompt" label="Prompt" error={errors?.prompt}>
        {(field) => (
          <textarea
            {...field}
            rows={4}
            data-key="/"
            defaultValue={values.prompt}
            placeholder="A lighthouse in a storm, oil painting"
            onKeyDown={sendOnCtrlEnter}
          />
        )}
      </Field>
      <fieldset className="ratios" aria-describedby={errors?.ratio && "ratio-error"}>
        <legend>Ratio</legend>
        {errors?.ratio && (
          <p className="error" id="ratio-error">
            {errors.ratio}
          </p>
        )}
        <div className="choices">
          {RATIOS.map((ratio, index) => (
            <label key={ratio}>
              <input
                type="radio"
                name="ratio"
                id={index === 0 ? "ratio" : undefined}
                value={ratio}
                defaultChecked={ratio === (isRatio(values.ratio) ? values.ratio : DEFAULT_RATIO)}
              />
              <Shape ratio={ratio} />
              {ratio}
            </label>
          ))}
        </div>
      </fieldset>
      <details open={Boolean(values.seed || errors?.seed)}>
        <summary>More</summary>
        <Field
          name="seed"
          label="Seed"
          hint={`Optional: a whole number from 0 to ${HIGHEST_SEED}. The same prompt, ratio and seed give the same picture.`}
          error={errors?.seed}
        >
          {(field) => <input {...field} inputMode="numeric" autoComplete="off" defaultValue={values.seed} />}
        </Field>
      </details>
      <button type="submit" className="primary">
        Generate · {credits(FLUX_SCHNELL.price)}
      </button>
      {isSending && <Stages id={id} initial="received" />}
    </Form>
  );
}

/** A rectangle of the ratio's own form, of the same area for each. */
function Shape({ ratio }: { ratio: keyof typeof SIZES }) {
  const [width, height] = SIZES[ratio].map((side) => side / 64) as [number, number];
  return (
    <svg viewBox="0 0 26 26" width="26" height="26" aria-hidden="true">
      <rect x={(26 - width) / 2} y={(26 - height) / 2} width={width} height={height} rx="1.5" />
    </svg>
  );
}

function isRatio(text: string | undefined): boolean {
  return RATIOS.some((ratio) => ratio === text);
}

function sendOnCtrlEnter(event: KeyboardEvent<HTMLTextAreaElement>) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
}
