import { Link } from "@remix-run/react";
import { DEFAULT_MODEL } from "~/models/models";
import { usualPrice } from "~/models/price";
import { sizeOf } from "~/models/ratios";
import { useWords } from "~/words/words";
import { WELCOME_PICTURES } from "./welcome-pictures";

const FILES = import.meta.glob<string>("./welcome-pictures/*.webp", {
  eager: true,
  query: "?url",
  import: "default",
});

/** What a newcomer is given: credits, and refusals of the safety filter that cost nothing, a day. */
type Given = { credits: number; refusals: number };

/** Says what the app is and what it costs, short enough to be read in ten seconds. */
export function Welcome({ given }: { given: Given }) {
  const { welcome } = useWords();
  const { facts } = welcome;
  const three = [
    given.credits > 0 ? facts.start(given.credits) : facts.noStart,
    facts.price(usualPrice(DEFAULT_MODEL)),
    facts.failures(given.refusals),
  ];
  return (
    <div className="welcome">
      <h1>{welcome.heading}</h1>
      <p className="lead">{welcome.lead}</p>
      <ul className="facts">
        {three.map(({ title, text }) => (
          <li key={title}>
            <strong>{title}</strong> {text}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Pictures that the demo made; each is a link that fills the box with what the picture was made from. */
export function WelcomePictures() {
  const { welcome } = useWords();
  return (
    <section aria-labelledby="made-here">
      <h2 id="made-here">{welcome.examples}</h2>
      <p>{welcome.examplesHint}</p>
      <ul className="gallery">
        {WELCOME_PICTURES.map(({ key, ratio, seed }) => {
          const [width, height] = sizeOf(ratio);
          const prompt = welcome.prompts[key];
          return (
            <li key={key} className="card" data-ratio={ratio}>
              <Link to={`/?${new URLSearchParams({ prompt, ratio, seed: String(seed) })}`}>
                <span className="card-picture">
                  <img
                    src={FILES[`./welcome-pictures/${key}.webp`]}
                    alt={prompt}
                    width={width}
                    height={height}
                    loading="lazy"
                  />
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
