import { useWords } from "~/words/words";
import { listWith, narrowing, type Values } from "./addresses";

/** Says why the list is empty, with a way on. */
export function Nothing({ values, isFirst }: { values: Values; isFirst: boolean }) {
  const { history, collections } = useWords();
  const filters = narrowing(values);
  const { q, ...others } = filters;
  if (!isFirst) return <p className="nothing">{history.endsBefore}</p>;
  if (Object.keys(filters).length === 0 && values.collection)
    return <p className="nothing">{collections.nothingInIt}</p>;
  if (Object.keys(filters).length === 0)
    return (
      <p className="nothing">
        {history.empty((text) => (
          <a href="/">{text}</a>
        ))}
      </p>
    );
  return (
    <div className="nothing">
      <p dir="auto">{q ? history.nothingMatches(q) : history.nothingLikeThat}</p>
      {q && Object.keys(others).length > 0 && (
        <p>
          <a href={listWith(values.collection ? { q, collection: values.collection } : { q })}>
            {history.withoutFilters}
          </a>
        </p>
      )}
    </div>
  );
}
