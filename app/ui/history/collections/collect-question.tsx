import type { FormErrors } from "~/http/forms.server";
import { useWords } from "~/words/words";
import { Field } from "../../form/form";
import { FormToken } from "../../form/form-token";
import { FormPage } from "../../page/form-page";

type Question = {
  /** The chosen pictures. */
  ids: string[];
  all: { id: string; name: string; pictures: number }[];
  /** The page on which they were chosen. */
  back: string;
  errors?: FormErrors | undefined;
  /** The name that was typed, and the id of the collection that was chosen. */
  name: string;
  chosen: string | undefined;
};

/** Asks into which collection the chosen pictures go: one that is there, or a new one. */
export function CollectQuestion({ question }: { question: Question }) {
  const { collections, pictures, mistakes } = useWords();
  const { ids, all, back, errors, name, chosen } = question;
  return (
    <FormPage title={collections.addThese(ids.length)} errors={errors}>
      <form method="post" action="/collections/members" className="stack" noValidate>
        {ids.map((id) => (
          <input key={id} type="hidden" name="id" value={id} />
        ))}
        <input type="hidden" name="back" value={back} />
        <input type="hidden" name="asked" value="1" />
        {all.length > 0 && (
          <fieldset
            className="collection-choice"
            id="collection"
            tabIndex={-1}
            aria-describedby={errors?.collection && "collection-error"}
          >
            <legend>{collections.choose}</legend>
            {errors?.collection && (
              <p className="error" id="collection-error">
                {mistakes[errors.collection]}
              </p>
            )}
            {all.map(({ id, name, pictures: count }) => (
              <label key={id} className="check">
                <input type="radio" name="collection" value={id} defaultChecked={id === chosen} />
                <span>
                  <bdi>{name}</bdi> <span className="hint">{pictures(count)}</span>
                </span>
              </label>
            ))}
          </fieldset>
        )}
        <Field
          name="name"
          label={all.length > 0 ? collections.orNew : collections.newName}
          error={errors?.name}
        >
          {(field) => <input {...field} type="text" autoComplete="off" dir="auto" defaultValue={name} />}
        </Field>
        <div className="actions">
          <button type="submit" name="do" value="collect" className="primary">
            {collections.addTo}
          </button>
          <a className="button" href={back}>
            {collections.keep}
          </a>
        </div>
        <FormToken />
      </form>
    </FormPage>
  );
}
