import { Link } from "@remix-run/react";
import type { Family as Relatives } from "~/history/family.server";
import { useWords } from "~/words/words";
import { Thumbnail } from "./thumbnail";

/** The picture that this one was made of, and those that were made of it. */
export function Family({ parent, children }: Relatives) {
  const { picture } = useWords();
  return (
    <>
      {parent && <Relations title={picture.madeOf} relatives={[parent]} />}
      {children.length > 0 && <Relations title={picture.madeOfThis} relatives={children} />}
    </>
  );
}

function Relations({ title, relatives }: { title: string; relatives: Relatives["children"] }) {
  return (
    <section className="relatives" aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {relatives.map(({ id, image_id, prompt, width, height }) => (
          <li key={id}>
            <Link to={`/generations/${id}`}>
              <Thumbnail imageId={image_id} alt={prompt} size={[width, height]} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
