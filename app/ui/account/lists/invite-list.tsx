import { useWords } from "~/words/words";
import { CopyButton } from "../../form/copy-button";
import { FormToken } from "../../form/form-token";
import { When } from "../../page/when";

type Invite = { id: string; link: string | null; left: number; uses: number; until: string };

/** The links by which people may join, each with how many more may and until when, and a button that ends it. */
export function InviteList({ invites }: { invites: Invite[] }) {
  const { invites: words } = useWords();
  if (invites.length === 0) return null;
  return (
    <ul className="rows">
      {invites.map(({ id, link, left, uses, until }) => (
        <li key={id}>
          <div>
            <span>
              {link ? <code id={`link-${id}`}>{link}</code> : <b>{words.over}</b>}
              <span className="hint">
                {left > 0 ? words.stillFor(left, uses, <When at={until} />) : words.wasFor(uses)}
              </span>
            </span>
          </div>
          {link && <CopyButton text={link} label={words.copy} />}
          {left > 0 && (
            <form method="post">
              <input type="hidden" name="id" value={id} />
              <button type="submit" name="do" value="end" aria-describedby={link ? `link-${id}` : undefined}>
                {words.end}
              </button>
              <FormToken />
            </form>
          )}
        </li>
      ))}
    </ul>
  );
}
