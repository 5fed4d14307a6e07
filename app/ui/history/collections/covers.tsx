import type { CollectionCard } from "~/history/collections/list.server";
import { useWords } from "~/words/words";
import { usePictures } from "../../page/pictures";

/** Collections as their covers, each a link to its pictures. */
export function Covers({ collections }: { collections: CollectionCard[] }) {
  return (
    <ul className="covers">
      {collections.map((collection, index) => (
        <li key={collection.id}>
          <Cover collection={collection} isFirst={index === 0} />
        </li>
      ))}
    </ul>
  );
}

function Cover({ collection, isFirst }: { collection: CollectionCard; isFirst: boolean }) {
  const { collections, pictures } = useWords();
  const addresses = usePictures();
  const { id, name, pictures: count, image_id, input_id, width, height, average_color } = collection;
  return (
    <a href={`/history?collection=${id}`}>
      <span className="cover">
        {image_id && width && height ? (
          <>
            {/* The average colour until the picture has come; an attribute, since no style may stand in the page. */}
            {average_color && <svg color={average_color} />}
            <img
              src={addresses.thumbnail({ image_id, input_id })}
              alt=""
              width={width}
              height={height}
              loading={isFirst ? "eager" : "lazy"}
              decoding="async"
            />
          </>
        ) : (
          <span className="no-cover">{collections.noCover}</span>
        )}
      </span>
      <bdi className="cover-name">{name}</bdi>
      <span className="hint">{pictures(count)}</span>
    </a>
  );
}
