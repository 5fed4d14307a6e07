import type { SharedCard } from "~/history/shared/collection.server";
import { useWords } from "~/words/words";
import { shapeOf } from "../shape";

type SharedTableProps = { token: string; name: string; pictures: SharedCard[] };

/** Pictures that load at once: about the first row of a wide screen. */
const FIRST_ROW = 7;

/** The light table of a shared collection: each picture is a link to its page, and nothing can be chosen. */
export function SharedTable({ token, name, pictures }: SharedTableProps) {
  const { collections } = useWords();
  return (
    <ul className="light-table">
      {pictures.map(({ key, prompt, width, height, average_color }, index) => (
        <li key={key} className="card" data-shape={shapeOf(width, height)}>
          <a href={`/c/${token}/${key}`}>
            {average_color && <svg color={average_color} />}
            <img
              src={`/c/${token}/${key}/thumbnail`}
              alt={prompt ?? collections.pictureOf(name)}
              width={width}
              height={height}
              loading={index < FIRST_ROW ? undefined : "lazy"}
              fetchPriority={index < FIRST_ROW ? "high" : undefined}
              decoding="async"
            />
          </a>
        </li>
      ))}
    </ul>
  );
}
