import type { ShareLink } from "~/shares/share.server";
import { useWords } from "~/words/words";
import { CopyButton } from "../form/copy-button";
import { FormToken } from "../form/form-token";

type ShareBoxProps = { id: string; link: ShareLink | null };

/** The owner's choices for sharing a picture, which is private until a link is made. */
export function ShareBox({ id, link }: ShareBoxProps) {
  const { sharing, picture } = useWords();
  return (
    <section className="share" aria-labelledby="share">
      <h2 id="share">{sharing.title}</h2>
      {link ? (
        <>
          <p>{sharing.isShared}</p>
          <p className="share-link">
            <a href={link.url}>{link.url}</a>
          </p>
          <CopyButton text={link.url} label={picture.copyLink} />
        </>
      ) : (
        <p>{sharing.isPrivate}</p>
      )}
      <form method="post" action={`/generations/${id}/share`} data-in-place>
        <label className="check">
          <input type="checkbox" name="prompt" value="1" defaultChecked={link?.withPrompt ?? false} />
          {sharing.withPrompt}
        </label>
        <label className="check">
          <input type="checkbox" name="indexable" value="1" defaultChecked={link?.indexable ?? false} />
          {sharing.indexable}
        </label>
        <div className="actions">
          <button type="submit" name="do" value={link ? "change" : "make"}>
            {link ? sharing.change : sharing.make}
          </button>
          {link && (
            <button type="submit" name="do" value="revoke">
              {sharing.revoke}
            </button>
          )}
        </div>
        <FormToken />
      </form>
    </section>
  );
}
