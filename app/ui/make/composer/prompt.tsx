import type { Mistake } from "~/http/mistakes";
import { COUNTED_FROM, LONGEST_PROMPT } from "~/models/limits";
import type { Model } from "~/models/model";
import { useWords } from "~/words/words";
import { Unread } from "./unread";

type PromptProps = {
  model: Model;
  text: string | undefined;
  error: Mistake | undefined;
  /** Whether the stage says why these words are to be changed: then the focus is in them, and the reason is heard there. */
  isToBeChanged: boolean;
};

/** The words that a picture is made from. */
export function Prompt({ model, text, error, isToBeChanged }: PromptProps) {
  const { make, mistakes } = useWords();
  const length = [...(text ?? "")].length;
  const isCounted = length >= COUNTED_FROM;
  return (
    <div className={error ? "prompt-field field-error" : "prompt-field"}>
      <label htmlFor="prompt" className="hidden">
        {make.prompt}
      </label>
      {error && (
        <p className="error" id="prompt-error">
          {mistakes[error]}
        </p>
      )}
      <textarea
        id="prompt"
        name="prompt"
        dir="auto"
        rows={1}
        autoFocus={isToBeChanged}
        aria-describedby={[error && "prompt-error", isToBeChanged && "reason", "prompt-hint"]
          .filter(Boolean)
          .join(" ")}
        aria-invalid={error ? true : undefined}
        data-key="/"
        defaultValue={text}
        placeholder={model.pictures?.isRequired ? make.changeExample : make.promptExample}
      />
      <p id="prompt-hint" className="hidden">
        {make.promptHint}
      </p>
      <p className="hint length" data-words={make.characters(0, LONGEST_PROMPT)} hidden={!isCounted}>
        {isCounted && make.characters(length, LONGEST_PROMPT)}
      </p>
      <Unread prompt={text} isSaid={error === "prompt_not_read"} />
    </div>
  );
}
