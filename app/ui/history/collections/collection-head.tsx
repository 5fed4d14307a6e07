import type { OwnCollection } from "~/history/collections/own-collection.server";
import { useWords } from "~/words/words";

/** What stands over the pictures of a collection: its name, how many there are, and what can be done with it. */
export function CollectionHead({ collection }: { collection: OwnCollection }) {
  const { collections, pictures } = useWords();
  const { id, name, pictures: count } = collection;
  return (
    <header className="collection-head">
      <h1 dir="auto">{name}</h1>
      <p>{pictures(count)}</p>
      <nav className="actions" aria-label={collections.settingsOf(name)}>
        {count > 0 && (
          <a className="button" href={`/downloads?collection=${id}`}>
            {collections.download}
          </a>
        )}
        <a className="button" href={`/collections/${id}`}>
          {collections.settings}
        </a>
        <a className="button" href="/collections">
          {collections.all}
        </a>
      </nav>
    </header>
  );
}
