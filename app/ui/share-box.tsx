import { Form } from "@remix-run/react";
import { CopyButton } from "./copy-button";

type ShareBoxProps = { id: string; link: { url: string; withPrompt: boolean; indexable: boolean } | null };

/** The owner's side of a shared picture. Private until a link is made. */
export function ShareBox({ id, link }: ShareBoxProps) {
  return (
    <section className="share" aria-labelledby="share">
      <h2 id="share">Share</h2>
      {link ? (
        <>
          <p>Whoever has this link sees the picture:</p>
          <p className="prompt">
            <a href={link.url}>{link.url}</a>
          </p>
          <CopyButton text={link.url} what="link" />
        </>
      ) : (
        <p>Only you see this picture. A link shows it to whoever has the link, until you revoke it.</p>
      )}
      <Form method="post" action={`/generations/${id}/share`} className="stack" key={link?.url}>
        <label className="check">
          <input type="checkbox" name="prompt" value="1" defaultChecked={link?.withPrompt ?? false} />
          Show the prompt
        </label>
        <label className="check">
          <input type="checkbox" name="indexable" value="1" defaultChecked={link?.indexable ?? false} />
          Let search engines list it
        </label>
        <div className="actions">
          <button type="submit" name="do" value={link ? "change" : "make"}>
            {link ? "Change the link" : "Make a link"}
          </button>
          {link && (
            <button type="submit" name="do" value="revoke">
              Revoke the link
            </button>
          )}
        </div>
      </Form>
    </section>
  );
}
