import type { Mistake } from "~/http/mistakes";
import type { Model } from "~/models/model";
import { type ModelKey, PROMPTED } from "~/models/models";
import { usualPrice } from "~/models/price";
import { useWords } from "~/words/words";
import { digitOf } from "../digits";
import { Tiles } from "./choices";
import { Panel } from "./panel";

/** What a model takes, which is how the form groups those that it does not show at once. */
const GROUPS = ["words", "either", "picture"] as const;

function groupOf({ pictures }: Model): (typeof GROUPS)[number] {
  if (!pictures) return "words";
  return pictures.isRequired ? "picture" : "either";
}

const FIRST = PROMPTED.filter(({ isFirst }) => isFirst);
const MORE = PROMPTED.filter((model) => !FIRST.includes(model));

type ModelPanelProps = {
  chosen: Model;
  error: Mistake | undefined;
  /** The balance; null for nobody. */
  credits: number | null;
};

/** The choice of a model: a few good ones at once, all others behind "More models", by what they take. */
export function ModelPanel({ chosen, error, credits }: ModelPanelProps) {
  const { make, mistakes } = useWords();
  const isBeyond = (model: Model) => credits !== null && usualPrice(model) > credits;
  const tiles = { chosen, isBeyond };
  return (
    <Panel
      kind="model"
      label={make.model}
      isOpen={error !== undefined}
      chip={<ChosenModel chosen={chosen} />}
    >
      <fieldset aria-describedby={error && "model-error"}>
        <legend>{make.model}</legend>
        {error && (
          <p className="error" id="model-error">
            {mistakes[error]}
          </p>
        )}
        {PROMPTED.some(isBeyond) && (
          <p className="hint">
            <a href="/credits">{make.getCredits}</a>
          </p>
        )}
        <ModelTiles {...tiles} models={FIRST} hasName />
        <details className="more-models" open={MORE.includes(chosen)}>
          <summary>{make.moreModels}</summary>
          {GROUPS.map((group) => (
            <section key={group} aria-label={make.groups[group]}>
              <p aria-hidden="true">{make.groups[group]}</p>
              <ModelTiles {...tiles} models={MORE.filter((model) => groupOf(model) === group)} />
            </section>
          ))}
        </details>
      </fieldset>
    </Panel>
  );
}

function ChosenModel({ chosen }: { chosen: Model }) {
  return PROMPTED.map((model) => (
    <span key={model.key} data-of={digitOf(model)} data-now={model === chosen ? "" : undefined}>
      {model.short ?? model.name}
    </span>
  ));
}

/** What a script takes for granted need not be said. */
const unlessOne = (megapixels: number | undefined) => (megapixels === 1 ? undefined : megapixels);

type ModelTilesProps = {
  models: readonly Model[];
  chosen: Model;
  isBeyond: (model: Model) => boolean;
  hasName?: boolean;
};

function ModelTiles({ models, chosen, isBeyond, hasName = false }: ModelTilesProps) {
  const { make, credit, aboutModels } = useWords();
  const byKey = new Map(models.map((model) => [model.key, model]));
  return (
    <Tiles
      name="model"
      values={[...byKey.keys()]}
      chosen={chosen.key}
      hasName={hasName}
      attributes={(key) => {
        const model = byKey.get(key);
        return {
          "data-model": model && digitOf(model),
          "data-takes": model?.pictures ? undefined : "none",
          "data-megapixels": unlessOne(
            model?.sizes?.all.find(({ label }) => label === model.sizes?.usual)?.megapixels,
          ),
          "data-detail": unlessOne(model?.pictures?.megapixels),
          "data-needs": model?.pictures?.isRequired ? "" : undefined,
        };
      }}
    >
      {(key) => {
        const model = byKey.get(key);
        if (!model) return key;
        return (
          <>
            <span>{model.name}</span>
            <span className="hint">{aboutModels[model.key as ModelKey]}</span>
            <span className="hint">
              {credit(usualPrice(model))}
              {isBeyond(model) && <b> · {make.beyond}</b>}
            </span>
          </>
        );
      }}
    </Tiles>
  );
}
