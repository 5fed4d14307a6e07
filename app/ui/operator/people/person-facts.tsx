import type { PersonFacts as Facts, PersonPage } from "~/operators/person.server";
import { useWords } from "~/words/words";
import { When } from "../../page/when";

/** Who somebody is, what they have, and where they are signed in. */
export function PersonFacts({ person, sessions }: { person: Facts; sessions: PersonPage["sessions"] }) {
  const { operator, credit } = useWords();
  const marks = [
    person.proved_at ? operator.isProved : operator.isNotProved,
    ...(person.is_operator ? [operator.isOperator] : []),
  ];
  return (
    <section>
      <h2>{operator.facts}</h2>
      <dl>
        <dt>{operator.id}</dt>
        <dd>
          <code>{person.id}</code>
        </dd>
        <dt>{operator.since}</dt>
        <dd>
          <When at={person.created_at} />
        </dd>
        <dt>{operator.state}</dt>
        <dd>
          {person.is_blocked ? <strong className="error">{operator.isBlocked} · </strong> : null}
          {marks.join(" · ")}
        </dd>
        <dt>{operator.balance}</dt>
        <dd>{credit(person.credits)}</dd>
        <dt>{operator.spent}</dt>
        <dd>{operator.hasSpent(person.spent ?? 0, person.pictures ?? 0)}</dd>
        <dt>{operator.sessions}</dt>
        <dd>
          {sessions.length === 0
            ? operator.none
            : sessions.map(({ created_at, last_seen_at }) => (
                <div key={created_at + last_seen_at}>
                  {operator.sessionOf(<When at={created_at} />, <When at={last_seen_at} />)}
                </div>
              ))}
        </dd>
      </dl>
    </section>
  );
}
