import { Link } from "@remix-run/react";
import type { Mistake } from "~/http/mistakes";
import type { ModelKey } from "~/models/models";
import type { Shown } from "~/pictures/brought/shown.server";
import { useWords } from "~/words/words";
import { Field } from "../form/form";

type PictureFieldProps = { brought: Shown | null; isRequired: boolean; error: Mistake | undefined };

export function PictureField({ brought, isRequired, error }: PictureFieldProps) {
  const { make } = useWords();
  return (
    <div className="picture-field">
      {brought && (
        <div className="brought">
          <img src={brought.src} alt={make.toBeChanged} width={160} height={160} />
          <input type="hidden" name={brought.field} value={brought.id} />
          {!isRequired && (
            <label className="check">
              <input type="checkbox" name="leave_out" value="1" /> {make.leaveOut}
            </label>
          )}
        </div>
      )}
      <Field
        name="picture"
        label={brought ? make.anotherPicture : make.pictureToChange}
        hint={isRequired ? make.pictureHint : make.pictureHintOptional}
        error={error}
      >
        {(field) => <input {...field} type="file" accept="image/png,image/jpeg,image/webp" />}
      </Field>
    </div>
  );
}

/** Stands in place of the field for whoever is not signed in, since a picture has to belong to somebody. */
export function PictureOfNobody({ model, error }: { model: ModelKey; error: Mistake | undefined }) {
  const { make, account, mistakes } = useWords();
  const search = `?${new URLSearchParams({ redirectTo: `/?model=${model}` })}`;
  return (
    <div className={error ? "field field-error" : "field"} id="picture" tabIndex={-1}>
      <p>{make.pictureToChange}</p>
      {error && <p className="error">{mistakes[error]}</p>}
      <p className="hint">{make.pictureSignedOut}</p>
      <p>
        <Link to={`/join${search}`}>{account.joinTitle}</Link> ·{" "}
        <Link to={`/login${search}`}>{account.signInButton}</Link>
      </p>
    </div>
  );
}
