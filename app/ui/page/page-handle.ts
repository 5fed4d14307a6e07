import type { SerializeFrom } from "@remix-run/cloudflare";
import { useMatches, useRouteError } from "@remix-run/react";
import { useWords, type Words } from "~/words/words";
import { errorTitle } from "./error-view";
import { useRootData } from "./root-data";

/** What a loader gives to its page; the framework's own name for this type stands here only. */
export type LoaderData<Loader> = SerializeFrom<Loader>;

/** What a route says of its page to the document around it, as its `handle`. */
export type PageHandle<Data = unknown> = {
  /** The page's title without the product's name, which every title ends with. */
  title: (words: Words, data: Data) => string;
  /** The page's description for search engines; without one they are told what the product is. */
  description?: (words: Words, data: Data) => string | null;
  /** The title names the product itself, so nothing is added to it. */
  isWholeTitle?: true;
  /** Anybody may see the page, and search engines are told of its languages. */
  isPublic?: true;
  /** Nothing on the page needs JavaScript, so none is sent. */
  needsScripts?: false;
};

type Match = { handle: PageHandle | undefined; data: unknown; pathname: string };

/** What the document has to know of the page that is shown, or of the error in its place. */
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
