import type { ReactNode } from "react";
import { useWords } from "~/words/words";
import { CopyButton } from "./copy-button";
import { FormToken } from "./form-token";

type ShareFormProps = {
  action: string;
  /** Null as long as nobody else sees it. */
  link: { url: string; showsPrompt: boolean; indexable: boolean } | null;
  /** The field that says whether prompts are shown. */
  promptField: "prompt" | "prompts";
  isInPlace?: boolean;
  /** What was chosen in the form that came too often. */
  again?: { showsPrompt: boolean; indexable: boolean } | undefined;
  words: {
    isShared: ReactNode;
    isPrivate: ReactNode;
    withPrompt: string;
    indexable: string;
    make: string;
    change: string;
    revoke: string;
  };
};

/** The owner's choices for sharing something, which is private until a link is made; the link is in view once it is. */
export function ShareForm({ action, link, promptField, isInPlace = false, again, words }: ShareFormProps) {
  const { picture } = useWords();
  const chosen = again ?? link ?? { showsPrompt: false, indexable: false };
  return (
    <>
      {link ? (
        <>
          <p className="share-link">
            <a href={link.url}>{link.url}</a>
          </p>
          <CopyButton text={link.url} label={picture.copyLink} />
          <p className="hint">{words.isShared}</p>
        </>
      ) : (
        <p className="hint">{words.isPrivate}</p>
      )}
      <form method="post" action={action} data-in-place={isInPlace ? true : undefined}>
        <label className="check">
          <input type="checkbox" name={promptField} value="1" defaultChecked={chosen.showsPrompt} />
          {words.withPrompt}
        </label>
        <label className="check">
          <input type="checkbox" name="indexable" value="1" defaultChecked={chosen.indexable} />
          {words.indexable}
        </label>
        <div className="actions">
          <button type="submit" name="do" value={link ? "change" : "make"}>
            {link ? words.change : words.make}
          </button>
          {link && (
            <button type="submit" name="do" value="revoke">
              {words.revoke}
            </button>
          )}
        </div>
        <FormToken />
      </form>
    </>
  );
}
