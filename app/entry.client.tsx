import { RemixBrowser } from "@remix-run/react";
import { type ReactNode, StrictMode, startTransition, useEffect } from "react";
import { hydrateRoot } from "react-dom/client";
import { DEFAULT_LANGUAGE, isLanguage } from "./platform/text/languages";
import { loadWords } from "./words/load";
import { WordsContext } from "./words/words";

const { lang } = document.documentElement;

/** The data of a page stands at its end, and Remix suspends the root until it is there. */
const parsed = new Promise<void>((resolve) => {
  if (document.readyState !== "loading") resolve();
  else document.addEventListener("DOMContentLoaded", () => resolve(), { once: true });
});

/** What makes React hurry: one of these while the root is still suspended ends hydration for good (React's error 345). */
const HURRYING = "click keydown keyup keypress beforeinput input change focusin focusout submit"
  .concat(" mousedown mouseup pointerdown pointerup touchstart touchend paste drop")
  .split(" ");
const keepFromReact = (event: Event) => event.stopPropagation();

/** Until the page is React's, what is pressed is the browser's alone: it does what it does without scripts. */
function WhenHydrated({ children }: { children: ReactNode }) {
  useEffect(() => {
    for (const name of HURRYING) removeEventListener(name, keepFromReact, true);
  }, []);
  return children;
}

for (const name of HURRYING) addEventListener(name, keepFromReact, true);

Promise.all([loadWords(isLanguage(lang) ? lang : DEFAULT_LANGUAGE), parsed]).then(([words]) => {
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <WordsContext.Provider value={words}>
          <WhenHydrated>
            <RemixBrowser />
          </WhenHydrated>
        </WordsContext.Provider>
      </StrictMode>,
    );
  });
});
