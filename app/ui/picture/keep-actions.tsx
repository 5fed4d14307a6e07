import { useWords } from "~/words/words";
import { FormToken } from "../form/form-token";

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
        <form method="post" action={`/generations/${id}/favorite`} data-in-place>
          <button type="submit" name="favorite" value={isFavorite ? "0" : "1"}>
            <span aria-hidden="true">{isFavorite ? "★ " : "☆ "}</span>
            {isFavorite ? picture.notFavorite : picture.favorite}
          </button>
          <FormToken />
        </form>
        {!isOpen && (
          <a className="button" href={`/generations/${id}/delete`}>
            {picture.remove}
          </a>
        )}
      </div>
    </section>
  );
}
