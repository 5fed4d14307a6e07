import type { Mistake } from "~/http/mistakes";
import type { Model } from "~/models/model";
import { cheapestWithPictures, DEFAULT_MODEL } from "~/models/models";
import { priceOf } from "~/models/price";
import { useWords } from "~/words/words";
import { Field } from "../../../form/form";
import { byValue } from "../digits";
import { priceAdded } from "../prices";
import { Panel } from "./panel";

/** Brings pictures of one's own, to whatever model is chosen; for one that takes none the cheapest that does takes its place. */
export function BringPanel({ brought, error }: { brought: number; error: Mistake | undefined }) {
  const { make, between } = useWords();
  return (
    <Panel kind="bring" label={make.bring} isOpen={error !== undefined} chip={<Plus />}>
      <Field name="picture" label={make.bring} hint={make.pictureHint} error={error}>
        {(field) => (
          <input
            {...field}
            type="file"
            accept="image/png,image/jpeg,image/webp"
            multiple
            data-preview
            data-brought={brought}
          />
        )}
      </Field>
      <p className="hint">
        <WhatItTakes />
        {between}
        {make.morePictures}
      </p>
      <p>
        <a href="/history">{make.fromHistory}</a>
      </p>
    </Panel>
  );
}

/** How many pictures each model takes, and what they add to the price that the button says. */
function WhatItTakes() {
  const { make, between, credit } = useWords();
  const other = cheapestWithPictures();
  const says = (model: Model) => {
    if (!model.pictures) return make.pictureGoesTo(other.name, credit(priceOf(other, { pictures: 1 })));
    const adds = priceAdded(model, model.pictures.megapixels);
    if (model.pictures.isRequired) return make.picturesNeeded(model.pictures.most, DEFAULT_MODEL.name);
    const most = make.bringMost(model.pictures.most);
    return adds > 0 ? most + between + make.pictureAdds(credit(adds)) : most;
  };
  return byValue(says).map(([text, of]) => (
    <span key={text} data-of={of}>
      {text}
    </span>
  ));
}

/** Stands in place of the panel for whoever is not signed in, since a picture has to belong to somebody. */
export function BringSignedOut({ model }: { model: string }) {
  const { make } = useWords();
  const search = new URLSearchParams({ redirectTo: `/?${new URLSearchParams({ model })}` });
  return (
    <a className="chip" id="picture" href={`/join?${search}`} title={make.bringSignedOut}>
      <Plus />
      <span className="hidden">{make.bringSignedOut}</span>
    </a>
  );
}

function Plus() {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d="M8 2v12M2 8h12" fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
    </svg>
  );
}
