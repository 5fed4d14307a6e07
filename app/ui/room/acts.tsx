import type { ReactNode } from "react";
import { useWords } from "~/words/words";
import { FormToken } from "../form/form-token";

/** The form that downloads the picture, to which a box of the last panel belongs. */
export const DOWNLOAD_FORM = "download";

type ActsProps = {
  id: string;
  /** Null while there is no picture. */
  imageId: string | null;
  isFavorite: boolean;
  /** Something to say of the picture, before what can be done with it. */
  said?: ReactNode;
  share: ReactNode;
  more: ReactNode;
};

/** All that can be done with what is on the stage, in one bar: what is done daily at once, the rest in panels. */
export function Acts({ id, imageId, isFavorite, said, share, more }: ActsProps) {
  const { picture } = useWords();
  return (
    <section className="acts" aria-label={picture.acts}>
      {said}
      <form method="post" action={`/generations/${id}/favorite`} data-in-place>
        <button type="submit" name="favorite" value={isFavorite ? "0" : "1"}>
          <span aria-hidden="true">{isFavorite ? "★ " : "☆ "}</span>
          {isFavorite ? picture.notFavorite : picture.favorite}
        </button>
        <FormToken />
      </form>
      {imageId && (
        <>
          <form action={`/images/${imageId}`} id={DOWNLOAD_FORM}>
            <input type="hidden" name="download" value="" />
            <button type="submit">{picture.download}</button>
          </form>
          {share}
          <a href={`/generations/${id}?source=${id}#prompt`}>{picture.edit}</a>
        </>
      )}
      {more}
    </section>
  );
}

type PanelProps = { label: ReactNode; isOpen?: boolean; children: ReactNode };

/** A panel of the bar, which opens upwards over the stage; one at a time is open. */
export function Panel({ label, isOpen = false, children }: PanelProps) {
  return (
    <details name="act" className="panel-of" open={isOpen}>
      <summary>{label}</summary>
      <div className="panel">{children}</div>
    </details>
  );
}
