import { Link } from "@remix-run/react";
import type { Mistake } from "~/http/mistakes";
import type { Model } from "~/models/model";
import { priceOf } from "~/models/price";
import type { Shown } from "~/pictures/brought/shown.server";
import { useWords } from "~/words/words";
import { Field } from "../form/form";

type PictureFieldProps = { model: Model; brought: Shown[]; error: Mistake | undefined };

/** The pictures that a model is given, numbered, and a field for more of them. */
export function PictureField({ model, brought, error }: PictureFieldProps) {
  const { make, credit } = useWords();
  const { isRequired = false, most = 1 } = model.pictures ?? {};
  const more = priceOf(model, { pictures: 1 }) - priceOf(model, { pictures: 0 });
  const hint = isRequired ? make.pictureHint : make.pictureHintOptional;
  return (
    <div className="picture-field">
      {brought.length > 0 && (
        <ol className="brought-pictures">
          {brought.map(({ field, id, src }, index) => (
            <li key={id} className="brought">
              <img src={src} alt={make.toBeChanged(index + 1, brought.length)} width={160} height={160} />
              <input type="hidden" name={field} value={id} />
              {!(isRequired && brought.length === 1) && (
                <label className="check">
                  <input type="checkbox" name="leave_out" value={id} /> {make.leaveOut}
                </label>
              )}
            </li>
          ))}
        </ol>
      )}
      {brought.length < most || isRequired ? (
        <Field
          name="picture"
          label={brought.length > 0 ? make.anotherPicture : make.pictureToChange(most)}
          hint={more > 0 ? `${hint} ${make.pictureAdds(credit(more))}` : hint}
          error={error}
        >
          {(field) => (
            <input {...field} type="file" accept="image/png,image/jpeg,image/webp" multiple={most > 1} />
          )}
        </Field>
      ) : (
        error && <PictureError error={error} />
      )}
      {most > 1 && (
        <p className="hint">
          <Link to="/history">{make.fromHistory}</Link>
        </p>
      )}
    </div>
  );
}

function PictureError({ error }: { error: Mistake }) {
  const { mistakes } = useWords();
  return (
    <p className="error" id="picture" tabIndex={-1}>
      {mistakes[error]}
    </p>
  );
}

/** Stands in place of the field for whoever is not signed in, since a picture has to belong to somebody. */
export function PictureOfNobody({ model, error }: { model: string; error: Mistake | undefined }) {
  const { make, account, mistakes } = useWords();
  const search = `?${new URLSearchParams({ redirectTo: `/?model=${model}` })}`;
  return (
    <div className={error ? "field field-error" : "field"} id="picture" tabIndex={-1}>
      <p>{make.pictureToChange(1)}</p>
      {error && <p className="error">{mistakes[error]}</p>}
      <p className="hint">{make.pictureSignedOut}</p>
      <p>
        <Link to={`/join${search}`}>{account.joinTitle}</Link> ·{" "}
        <Link to={`/login${search}`}>{account.signInButton}</Link>
      </p>
    </div>
  );
}
