import { Link, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { statusText } from "./reasons";

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

/** In milliseconds; with JavaScript the page looks for as long as it is open. */
const LOOK_EVERY = 2_000;

export function Waiting({ status, refresh }: { status: string; refresh: Refresh }) {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (state !== "idle") return;
    const timer = setTimeout(revalidate, LOOK_EVERY);
    return () => clearTimeout(timer);
  }, [revalidate, state]);
  return (
    <section className="waiting" aria-labelledby="waiting">
      <h1 id="waiting">Your picture is on its way</h1>
      <p role="status">{statusText(status)} …</p>
      <p>
        You can leave: it goes on without you, and the picture will be under{" "}
        <Link to="/history">your pictures</Link>. If it does not work out, your credit comes back.
      </p>
      <p>
        <Link to="?looks=0" reloadDocument>
          Check now
        </Link>
        {refresh && (
          <noscript>
            {" "}
            · This page looks again in {refresh.afterSeconds} seconds. <a href="?looks=off">Stop that</a>
          </noscript>
        )}
      </p>
    </section>
  );
}
