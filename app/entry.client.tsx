import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { DEFAULT_LANGUAGE, isLanguage } from "./platform/text/languages";
import { loadWords } from "./words/load";
import { WordsContext } from "./words/words";

const { lang } = document.documentElement;

/**
 * The data of a page stands at its end. Until it is there Remix suspends the root, and a key that is pressed meanwhile
 * would end hydration for good (React's error 345).
 */
const parsed = new Promise<void>((resolve) => {
  if (document.readyState !== "loading") resolve();
  else document.addEventListener("DOMContentLoaded", () => resolve(), { once: true });
});

Promise.all([loadWords(isLanguage(lang) ? lang : DEFAULT_LANGUAGE), parsed]).then(([words]) => {
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <WordsContext.Provider value={words}>
          <RemixBrowser />
        </WordsContext.Provider>
      </StrictMode>,
    );
  });
});
