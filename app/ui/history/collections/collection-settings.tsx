import type { CollectionLink } from "~/history/collections/share.server";
import type { FormErrors } from "~/http/forms.server";
import { useWords } from "~/words/words";
import { CopyButton } from "../../form/copy-button";
import { Field } from "../../form/form";
import { FormToken } from "../../form/form-token";

type RenameProps = { id: string; name: string; errors: FormErrors | undefined };

export function RenameCollection({ id, name, errors }: RenameProps) {
  const { collections } = useWords();
  return (
    <form method="post" action={`/collections/${id}`} className="stack" noValidate>
      <Field name="name" label={collections.name} error={errors?.name}>
        {(field) => <input {...field} type="text" autoComplete="off" dir="auto" defaultValue={name} />}
      </Field>
      <div className="actions">
        <button type="submit" name="do" value="rename">
          {collections.rename}
        </button>
      </div>
      <FormToken />
    </form>
  );
}

/** The owner's choices for sharing a collection, which is private until a link is made. */
export function ShareCollection({ id, link }: { id: string; link: CollectionLink | null }) {
  const { collections, picture } = useWords();
  return (
    <section aria-labelledby="share">
      <h2 id="share">{collections.share}</h2>
      {link ? (
        <>
          <p>{collections.isShared}</p>
          <p className="share-link">
            <a href={link.url}>{link.url}</a>
          </p>
          <CopyButton text={link.url} label={picture.copyLink} />
        </>
      ) : (
        <p>{collections.isPrivate}</p>
      )}
      <form method="post" action={`/collections/${id}`}>
        <label className="check">
          <input type="checkbox" name="prompts" value="1" defaultChecked={link?.withPrompts ?? false} />
          {collections.withPrompts}
        </label>
        <label className="check">
          <input type="checkbox" name="indexable" value="1" defaultChecked={link?.indexable ?? false} />
          {collections.indexable}
        </label>
        <div className="actions">
          <button type="submit" name="do" value={link ? "change" : "make"}>
            {link ? collections.changeLink : collections.makeLink}
          </button>
          {link && (
            <button type="submit" name="do" value="revoke">
              {collections.revokeLink}
            </button>
          )}
        </div>
        <FormToken />
      </form>
    </section>
  );
}

export function DeleteCollection({ id }: { id: string }) {
  const { collections } = useWords();
  return (
    <section aria-labelledby="delete">
      <h2 id="delete">{collections.deleteTitle}</h2>
      <p>{collections.deleteText}</p>
      <form method="post" action={`/collections/${id}`} className="actions">
        <button type="submit" name="do" value="delete" className="danger">
          {collections.delete}
        </button>
        <FormToken />
      </form>
    </section>
  );
}
