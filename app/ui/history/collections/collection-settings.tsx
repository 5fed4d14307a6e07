import type { CollectionLink } from "~/history/collections/share.server";
import type { FormErrors } from "~/http/forms.server";
import { useWords } from "~/words/words";
import { Field } from "../../form/form";
import { FormToken } from "../../form/form-token";
import { ShareForm } from "../../form/share-form";

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

/** What was chosen in a form that came too often. */
export type ShareAgain = { showsPrompt: boolean; indexable: boolean };

type ShareProps = { id: string; link: CollectionLink | null; again: ShareAgain | undefined };

/** Shares a collection, or ends that. */
export function ShareCollection({ id, link, again }: ShareProps) {
  const { collections } = useWords();
  const { isShared, isPrivate, withPrompts, indexable, makeLink, changeLink, revokeLink } = collections;
  const done = { make: makeLink, change: changeLink, revoke: revokeLink };
  return (
    <section aria-labelledby="share">
      <h2 id="share">{collections.share}</h2>
      <ShareForm
        action={`/collections/${id}`}
        link={link && { ...link, showsPrompt: link.withPrompts }}
        promptField="prompts"
        again={again}
        words={{ isShared, isPrivate, withPrompt: withPrompts, indexable, ...done }}
      />
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
