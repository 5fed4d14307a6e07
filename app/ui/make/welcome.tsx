import type { ReactNode } from "react";
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

type WelcomeProps = {
  /** The credits that an account begins with. */
  gift: number;
  /** The form that orders a picture. */
  children: ReactNode;
};

/** The first page of whoever is not signed in: what the app does, the form, what it costs, and what comes of it. */
export function Welcome({ gift, children }: WelcomeProps) {
  const { welcome } = useWords();
  return (
    <div className="welcome">
      <h1>{welcome.heading}</h1>
      {children}
      <p className="costs">{welcome.costs(gift, usualPrice(DEFAULT_MODEL))}</p>
      <Wall />
    </div>
  );
}

/** Pictures that the demo made; each is a link that fills the form with what the picture was made from. */
function Wall() {
  const { welcome } = useWords();
  return (
    <section aria-labelledby="made-here">
      <h2 id="made-here">{welcome.examples}</h2>
      <ul className="wall">
        {WELCOME_PICTURES.map(({ key, ratio, seed }, index) => {
          const [width, height] = sizeOf(ratio);
          const prompt = welcome.prompts[key];
          return (
            <li key={key} className={width > height ? "wide" : undefined}>
              <a href={`/?${new URLSearchParams({ prompt, ratio, seed: String(seed) })}#prompt`}>
                <img
                  src={FILES[`./welcome-pictures/${key}.webp`]}
                  alt={prompt}
                  width={width}
                  height={height}
                  fetchPriority={index === 0 ? "high" : undefined}
                />
              </a>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
