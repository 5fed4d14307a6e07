import { Form, Link } from "@remix-run/react";

type KeepActionsProps = { id: string; imageId: string | null; isFavorite: boolean; isOpen: boolean };

/** What becomes of a picture: a favourite, a file, or nothing. */
export function KeepActions({ id, imageId, isFavorite, isOpen }: KeepActionsProps) {
  return (
    <section className="keep" aria-label="Keep or delete">
      {imageId && (
        <form action={`/images/${imageId}`} className="stack">
          <input type="hidden" name="download" value="" />
          <label className="check">
            <input type="checkbox" name="prompt" value="1" />
            Write prompt and seed into the file
          </label>
          <button type="submit">Download</button>
        </form>
      )}
      <div className="actions">
        <Form method="post" action={`/generations/${id}/favorite`}>
          <button type="submit" name="favorite" value={isFavorite ? "0" : "1"}>
            {isFavorite ? "★ Not a favourite" : "☆ Favourite"}
          </button>
        </Form>
        {!isOpen && (
          <Link className="button" to={`/generations/${id}/delete`}>
            Delete …
          </Link>
        )}
      </div>
    </section>
  );
}
