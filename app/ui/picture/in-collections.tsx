import { useWords } from "~/words/words";
import { FormToken } from "../form/form-token";

type InCollectionsProps = { id: string; collections: { id: string; name: string }[] };

/** The collections that a picture is in, each to be left, and a way into others. */
export function InCollections({ id, collections }: InCollectionsProps) {
  const { collections: words } = useWords();
  return (
    <section className="in-collections" aria-label={words.isIn}>
      {collections.length > 0 && (
        <dl>
          <dt>{words.isIn}</dt>
          {collections.map((collection) => (
            <dd key={collection.id}>
              <a href={`/history?collection=${collection.id}`}>
                <bdi>{collection.name}</bdi>
              </a>
              <form method="post" action={`/collections/members?within=${collection.id}`}>
                <OfThis id={id} />
                <button
                  type="submit"
                  name="do"
                  value="uncollect"
                  className="quiet"
                  aria-label={words.removeFrom(collection.name)}
                >
                  <span aria-hidden="true">×</span>
                </button>
              </form>
            </dd>
          ))}
        </dl>
      )}
      <form method="post" action="/collections/members">
        <OfThis id={id} />
        <button type="submit" name="do" value="collect" className="small">
          {words.add}
        </button>
      </form>
    </section>
  );
}

/** The picture that a form is about, and the page to come back to. */
function OfThis({ id }: { id: string }) {
  return (
    <>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="back" value={`/generations/${id}`} />
      <FormToken />
    </>
  );
}
