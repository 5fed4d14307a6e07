import { useWords } from "~/words/words";

/** Prompts for somebody who has no picture yet; each is a link that fills the box. */
export function Examples() {
  const { make } = useWords();
  return (
    <section className="over-box" aria-labelledby="examples">
      <h2 id="examples">{make.examples}</h2>
      <ul className="examples">
        {make.examplePrompts.map((prompt) => (
          <li key={prompt}>
            <a className="button" href={`/?${new URLSearchParams({ prompt })}`}>
              {prompt}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
