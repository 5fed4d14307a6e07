import type { SharedCard } from "~/history/shared/collection.server";
import { useWords } from "~/words/words";
import { CardPicture, FIRST_ROW } from "../card-picture";
import { shapeOf } from "../shape";

type SharedTableProps = { token: string; name: string; pictures: SharedCard[] };

/** The light table of a shared collection: each picture is a link to its page, and nothing can be chosen. */
export function SharedTable({ token, name, pictures }: SharedTableProps) {
  const { collections } = useWords();
  return (
    <ul className="light-table">
      {pictures.map(({ key, prompt, width, height, average_color }, index) => (
        <li key={key} className="card" data-shape={shapeOf(width, height)}>
          <a href={`/c/${token}/${key}`}>
            <CardPicture
              src={`/c/${token}/${key}/thumbnail`}
              alt={prompt ?? collections.pictureOf(name)}
              width={width}
              height={height}
              color={average_color}
              isFirst={index < FIRST_ROW}
            />
          </a>
        </li>
      ))}
    </ul>
  );
}
