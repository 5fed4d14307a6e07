import type { SerializeFrom } from "@remix-run/cloudflare";
import { useMatches, useRouteError } from "@remix-run/react";
import { useWords, type Words } from "~/words/words";
import { errorTitle } from "./error-view";
import { useRootData } from "./root-data";

/** What a loader gives to its page: the one place that names the framework's own word for it. */
export type LoaderData<Loader> = SerializeFrom<Loader>;

/** What a route says of its page to the document around it, as its `handle`. */
export type PageHandle<Data = unknown> = {
  /** Without what every title ends in. */
  title: (words: Words, data: Data) => string;
  /** For search engines; what the product is, where a page has nothing to say of itself. */
  description?: (words: Words, data: Data) => string | null;
  /** The first page names the product itself. */
  isWholeTitle?: true;
  /** Whoever is not signed in sees it too, and search engines are told of its languages. */
  isPublic?: true;
  /** Nothing on it needs JavaScript, so none is sent. */
  needsScripts?: false;
};

type Match = { handle: PageHandle | undefined; data: unknown; pathname: string };

/** The page that is shown: its title, and what it is like. */
export function usePage() {
  const words = useWords();
  const error = useRouteError();
  const root = useRootData();
  const { handle, data, pathname } = useMatches().at(-1) as Match;
  const title = () => {
    if (error) return words.page.title(errorTitle(error, words));
    if (!handle) return words.welcome.title;
    const own = handle.title(words, data);
    const whole = handle.isWholeTitle ? own : words.page.title(own);
    return root?.hasFailedForm ? words.page.errorTitle(whole) : whole;
  };
  return {
    title: title(),
    description: (!error && handle?.description?.(words, data)) || words.welcome.description,
    pathname,
    isPublic: handle?.isPublic === true && !error,
    needsScripts: handle?.needsScripts !== false && !error,
  };
}
