import type { OwnSession } from "~/accounts/sessions/own-sessions.server";
import { useWords } from "~/words/words";
import { FormToken } from "../../form/form-token";
import { When } from "../../page/when";

/** Where somebody is signed in. Each but this browser has a button that ends it; this one has "Sign out" in the menu. */
export function SessionList({ sessions }: { sessions: OwnSession[] }) {
  const { sessions: words } = useWords();
  return (
    <ul className="rows">
      {sessions.map(({ id, since, lastSeen, browser, isThis }, index) => (
        <li key={id ?? index}>
          <div>
            <span>
              <b>{browser || words.unknown}</b>
              {isThis && <> · {words.this}</>}
              <span className="hint">
                {words.since(<When at={since} />)} · {words.lastSeen(<When at={lastSeen} />)}
              </span>
            </span>
          </div>
          {!isThis && id && (
            <form method="post">
              <input type="hidden" name="session" value={id} />
              <button type="submit" aria-label={words.endOf(browser || words.unknown)}>
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
