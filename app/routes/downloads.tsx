import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { requireUserWith } from "~/accounts/gate.server";
import { partsOfCollection } from "~/downloads/collection-parts.server";
import { partsOf } from "~/downloads/parts.server";
import { ownCollection } from "~/history/collections/own-collection.server";
import { found } from "~/http/found.server";
import { addressOf } from "~/platform/address.server";
import { isUuid } from "~/platform/ids.server";
import { wholeNumberIn } from "~/platform/text/numbers";
import { services } from "~/services.server";
import type { LoaderData, PageHandle } from "~/ui/page/page-handle";
import { When } from "~/ui/page/when";
import { useWords } from "~/words/words";

export const handle: PageHandle<LoaderData<typeof loader>> = {
  title: ({ downloads }, { collection }) =>
    collection ? downloads.titleOf(collection.name) : downloads.title,
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const using = services(context);
  const { searchParams } = addressOf(request);
  const { found: page } = await requireUserWith(request, context, async (person) => {
    const id = searchParams.get("collection");
    const behind = found(wholeNumberIn(searchParams.get("after") ?? "0"));
    if (id === null) return { ...(await partsOf(using, person, behind)), collection: null };
    const collectionId = found(isUuid(id) ? id : null);
    const [collection, parts] = await Promise.all([
      ownCollection(using, person, collectionId),
      partsOfCollection(using, person, collectionId, behind),
    ]);
    return { collection: found(collection), ...parts };
  });
  return page;
}

export default function Downloads() {
  const { collections, downloads, history, pictures: counted } = useWords();
  const { parts, more, collection } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <h1>{collection ? downloads.titleOf(collection.name) : downloads.title}</h1>
      {collection && (
        <p>
          <a href={`/history?collection=${collection.id}`}>{collections.open}</a>
        </p>
      )}
      {parts.length === 0 ? (
        <p>
          {history.empty((text) => (
            <a href="/">{text}</a>
          ))}
        </p>
      ) : (
        <form action="/downloads/zip" className="stack">
          {collection && <input type="hidden" name="collection" value={collection.id} />}
          <p>{downloads.explained}</p>
          <label className="check">
            <input type="checkbox" name="prompt" value="1" />
            {downloads.withWords}
          </label>
          <ol className="stack parts">
            {parts.map(({ from, to, pictures, first, last }, index) => (
              <li key={from}>
                <button type="submit" name="part" value={`${from}-${to}`}>
                  {!collection && parts.length > 1 ? downloads.part(index + 1, pictures) : counted(pictures)}
                </button>
                <p className="hint">
                  <When at={first} /> {downloads.to} <When at={last} />
                </p>
              </li>
            ))}
          </ol>
          {more !== null && (
            <a
              href={`/downloads?${new URLSearchParams({ ...(collection && { collection: collection.id }), after: String(more) })}`}
            >
              {downloads.furtherParts}
            </a>
          )}
        </form>
      )}
    </div>
  );
}
