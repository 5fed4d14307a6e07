import { useContext } from "react";
import { useWords } from "~/words/words";
import { RequestContext } from "../request-context";

/** What a script says beside a form that did not get through. */
export function NotSent() {
  const { errors } = useWords();
  return (
    <template data-not-sent>
      <div className="notice notice-error" role="alert">
        <p>{errors.notSent}</p>
      </div>
    </template>
  );
}

/** The one script of a page; in development Vite's own comes before it, and reloads the page when a file changes. */
export function Scripts() {
  const { script } = useContext(RequestContext);
  return (
    <>
      {import.meta.env.DEV && <script type="module" src="/@vite/client" />}
      <script type="module" src={script} />
    </>
  );
}
