import { Form, Link, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { statusText } from "./reasons";
import { type Stage, Stages } from "./stages";

/** What a page without JavaScript does next by itself. */
export type Refresh = { afterSeconds: number; url: string } | null;

/** Seconds before each look: about a minute in all, then the visitor says when. */
const LOOKS = [2, 4, 8, 8, 8, 8, 8, 8, 8];

/** `?looks=` counts the looks that the page has had, or is `off`. */
export function nextLook(search: URLSearchParams): Refresh {
  const looks = Number(search.get("looks") ?? 0);
  const afterSeconds = LOOKS[looks];
  return afterSeconds ? { afterSeconds, url: `?looks=${looks + 1}` } : null;
}

/** In milliseconds: with JavaScript events say when; this is for when something between keeps them back. */
const LOOK_EVERY = 10_000;

type WaitingProps = {
  id: string;
  status: string;
  stage: Stage;
  isCanceling: boolean;
  refresh: Refresh;
};

export function Waiting({ id, status, stage, isCanceling, refresh }: WaitingProps) {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const timer = setInterval(revalidate, LOOK_EVERY);
    return () => clearInterval(timer);
  }, [revalidate]);
  return (
    <section className="waiting" aria-labelledby="waiting">
      <h1 id="waiting">Your picture is on its way</h1>
      <Stages id={id} initial={stage} onDone={revalidate} />
      <noscript>
        <p>{statusText(status)} …</p>
      </noscript>
      <p>
        You can leave: it goes on without you, and the picture will be under{" "}
        <Link to="/history">your pictures</Link>. If it does not work out, your credit comes back.
      </p>
      <div className="actions">
        <Link className="button" to="?looks=0" reloadDocument>
          Check now
        </Link>
        {isCanceling ? (
          <p role="status">Canceling …</p>
        ) : (
          <Form method="post" action={`/generations/${id}/cancel`}>
            <button type="submit">Cancel</button>
          </Form>
        )}
      </div>
      {refresh && (
        <noscript>
          <p className="hint">
            This page looks again in {refresh.afterSeconds} seconds. <a href="?looks=off">Stop that</a>
          </p>
        </noscript>
      )}
    </section>
  );
}
