import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { DEFAULT_LANGUAGE, isLanguage } from "~/words/languages";
import { loadWords } from "~/words/load";
import { WordsContext } from "~/words/words";

const { lang } = document.documentElement;

loadWords(isLanguage(lang) ? lang : DEFAULT_LANGUAGE).then((words) => {
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
