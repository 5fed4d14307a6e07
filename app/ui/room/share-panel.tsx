import type { ShareLink } from "~/shares/share.server";
import { useWords } from "~/words/words";
import { CopyButton } from "../form/copy-button";
import { FormToken } from "../form/form-token";
import { useRootData } from "../page/root-data";
import { Panel } from "./acts";

type SharePanelProps = { id: string; link: ShareLink | null };

/** The owner's choices for sharing a picture, which is private until a link is made; the link is in view once it is. */
export function SharePanel({ id, link }: SharePanelProps) {
  const { sharing, picture } = useWords();
  const notice = useRootData()?.notice?.kind;
  return (
    <Panel label={picture.share} isOpen={notice === "link_made" || notice === "link_changed"}>
      {link ? (
        <>
          <p className="share-link">
            <a href={link.url}>{link.url}</a>
          </p>
          <CopyButton text={link.url} label={picture.copyLink} />
          <p className="hint">{sharing.isShared}</p>
        </>
      ) : (
        <p className="hint">{sharing.isPrivate}</p>
      )}
      <form method="post" action={`/generations/${id}/share`} className="share" data-in-place>
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
    </Panel>
  );
}
