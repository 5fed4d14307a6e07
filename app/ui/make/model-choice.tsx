import type { Mistake } from "~/http/mistakes";
import type { Model } from "~/models/model";
import { type ModelKey, PROMPTED } from "~/models/models";
import { usualPrice } from "~/models/price";
import { useWords } from "~/words/words";
import { Tiles } from "./choices";

/** What a model takes, which is how the form groups those that it does not show at once. */
const GROUPS = ["words", "either", "picture"] as const;

function groupOf({ pictures }: Model): (typeof GROUPS)[number] {
  if (!pictures) return "words";
  return pictures.isRequired ? "picture" : "either";
}

const FIRST = PROMPTED.filter(({ isFirst }) => isFirst);
const MORE = PROMPTED.filter((model) => !FIRST.includes(model));

/** The choice of a model: a few good ones at once, all others behind "More models", by what they take. */
export function ModelChoice({ chosen, error }: { chosen: Model; error: Mistake | undefined }) {
  const { make, mistakes } = useWords();
  return (
    <div className="model-choice">
      <fieldset className="choices-of" aria-describedby={error && "model-error"} data-shows-model>
        <legend>{make.model}</legend>
        {error && (
          <p className="error" id="model-error">
            {mistakes[error]}
          </p>
        )}
        <ModelTiles models={FIRST} chosen={chosen} hasName />
        <details className="more-models" open={MORE.includes(chosen)}>
          <summary>{make.moreModels}</summary>
          {GROUPS.map((group) => (
            <section key={group} aria-label={make.groups[group]}>
              <p aria-hidden="true">{make.groups[group]}</p>
              <ModelTiles models={MORE.filter((model) => groupOf(model) === group)} chosen={chosen} />
            </section>
          ))}
        </details>
      </fieldset>
      <noscript>
        {/* Enter in a field presses the form's first button: it must be the one that generates. */}
        <button type="submit" className="hidden" tabIndex={-1} aria-hidden="true">
          {make.generate}
        </button>
        <button type="submit" name="do" value="show_model" formNoValidate>
          {make.showModel}
        </button>
      </noscript>
    </div>
  );
}

type ModelTilesProps = { models: readonly Model[]; chosen: Model; hasName?: boolean };

function ModelTiles({ models, chosen, hasName = false }: ModelTilesProps) {
  const { credit, aboutModels } = useWords();
  const byKey = new Map(models.map((model) => [model.key, model]));
  return (
    <Tiles name="model" values={[...byKey.keys()]} chosen={chosen.key} hasName={hasName}>
      {(key) => {
        const model = byKey.get(key);
        if (!model) return key;
        return (
          <>
            <span>{model.name}</span>
            <span className="hint">{aboutModels[model.key as ModelKey]}</span>
            <span className="hint">{credit(usualPrice(model))}</span>
          </>
        );
      }}
    </Tiles>
  );
}
