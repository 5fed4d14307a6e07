import { Form, Link } from "@remix-run/react";
import { useWords } from "~/words/words";
import { FormToken } from "../form/form-token";
import { SubmitButton } from "../form/submit-button";

type KeepActionsProps = { id: string; imageId: string | null; isFavorite: boolean; isOpen: boolean };

/** Buttons to download a picture, to mark it as a favourite, and to delete it. */
export function KeepActions({ id, imageId, isFavorite, isOpen }: KeepActionsProps) {
  const { picture } = useWords();
  return (
    <section className="keep" aria-label={picture.keep}>
      {imageId && (
        <form action={`/images/${imageId}`} className="download">
          <input type="hidden" name="download" value="" />
          <button type="submit" className="primary">
            {picture.download}
          </button>
          <label className="check">
            <input type="checkbox" name="prompt" value="1" />
            {picture.withWords}
          </label>
        </form>
      )}
      <div className="actions">
        <Form method="post" action={`/generations/${id}/favorite`}>
          <SubmitButton name="favorite" value={isFavorite ? "0" : "1"}>
            <span aria-hidden="true">{isFavorite ? "★ " : "☆ "}</span>
            {isFavorite ? picture.notFavorite : picture.favorite}
          </SubmitButton>
          <FormToken />
        </Form>
        {!isOpen && (
          <Link className="button" to={`/generations/${id}/delete`}>
            {picture.remove}
          </Link>
        )}
      </div>
    </section>
  );
}
