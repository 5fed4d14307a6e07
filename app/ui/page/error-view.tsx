import { isRouteErrorResponse } from "@remix-run/react";
import { useContext } from "react";
import { useWords, type Words } from "~/words/words";
import { RequestContext, useAddress, useSite } from "./request-context";

const STATUSES = [400, 403, 404, 405, 413, 415, 421, 429, 503] as const;

type Kind = (typeof STATUSES)[number] | "unexpected";

/** The page for an error: it says what happened and what it cost, and offers a way on. */
export function ErrorView({ error }: { error: unknown }) {
  const { errors } = useWords();
  const address = useAddress();
  const { contact } = useSite();
  const { requestId } = useContext(RequestContext);
  const kind = kindOf(error);
  const { title, text } = errors[kind];
  const typed = typedIn(error);
  return (
    <div className="narrow error-page">
      {typeof kind === "number" && (
        <p className="error-status" aria-hidden="true">
          {kind}
        </p>
      )}
      <h1>{title}</h1>
      <p>{text}</p>
      {typed && (
        <div className="field">
          <label htmlFor="typed">{errors.typed}</label>
          <textarea id="typed" rows={6} dir="auto" readOnly defaultValue={typed} />
        </div>
      )}
      <div className="actions">
        {address !== null && (kind === 503 || kind === 429) && (
          <a className="button primary" href={address}>
            {errors.tryAgain}
          </a>
        )}
        <a className="button" href="/">
          {errors.make}
        </a>
        <a className="button" href="/history">
          {errors.pictures}
        </a>
      </div>
      {requestId && (
        <p className="hint">
          {errors.requestId(<code>{requestId}</code>, contact && <a href={contact.href}>{contact.text}</a>)}
        </p>
      )}
    </div>
  );
}

export function errorTitle(error: unknown, { errors }: Words): string {
  return errors[kindOf(error)].title;
}

/** The prompt that was typed into a form which was refused as a whole; null when there was none. */
function typedIn(error: unknown): string | null {
  const data: unknown = isRouteErrorResponse(error) ? error.data : null;
  const typed = typeof data === "object" && data !== null && "typed" in data ? data.typed : null;
  return typeof typed === "string" ? typed : null;
}

function kindOf(error: unknown): Kind {
  const status = isRouteErrorResponse(error) ? error.status : null;
  return STATUSES.find((known) => known === status) ?? "unexpected";
}
