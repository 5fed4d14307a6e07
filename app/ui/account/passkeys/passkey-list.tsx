import type { Passkey } from "~/accounts/passkeys/passkeys.server";
import { useWords } from "~/words/words";
import { When } from "../../page/when";

/** The address of a passkey's own page. */
export const pageOfPasskey = (id: string) => `/account/passkeys/${id}`;

/** The passkeys of an account; each leads to the page where it is renamed and removed. */
export function PasskeyList({ passkeys }: { passkeys: Passkey[] }) {
  const { passkeys: words } = useWords();
  return (
    <ul className="rows">
      {passkeys.map(({ id, name, since, lastUsed }) => (
        <li key={id}>
          <a href={pageOfPasskey(id)} dir="auto">
            {name}
          </a>
          <span className="hint">
            {words.since(<When at={since} />)} ·{" "}
            {lastUsed ? words.lastUsed(<When at={lastUsed} />) : words.neverUsed}
          </span>
        </li>
      ))}
    </ul>
  );
}
