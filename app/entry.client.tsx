import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { DEFAULT_LANGUAGE, isLanguage } from "./platform/text/languages";
import { loadWords } from "./words/load";
import { WordsContext } from "./words/words";

const { lang } = document.documentElement;

/** The data of a page stands at its end. */
const parsed = new Promise<void>((resolve) => {
  if (document.readyState !== "loading") resolve();
  else document.addEventListener("DOMContentLoaded", () => resolve(), { once: true });
});

/**
 * Remix decodes the data when it is first rendered, and suspends until it has. A root that is suspended while something is
 * pressed never wakes up (React's error 345); called outside React, before it hydrates, Remix only begins to decode.
 */
async function decodeData(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (decoding) {
    await decoding;
  }
}

const words = loadWords(isLanguage(lang) ? lang : DEFAULT_LANGUAGE);

Promise.all([words, parsed.then(decodeData)]).then(([words]) => {
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
