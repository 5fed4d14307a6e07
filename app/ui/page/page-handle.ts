import type { SerializeFrom } from "@remix-run/cloudflare";
import { useMatches, useRouteError } from "@remix-run/react";
import { useWords, type Words } from "~/words/words";
import { errorTitle } from "./error-view";
import { useSite } from "./request-context";
import { useRootData } from "./root-data";

/** What a loader gives to its page; the framework's own name for this type stands here only. */
export type LoaderData<Loader> = SerializeFrom<Loader>;

/** What a route says of its page to the document around it, as its `handle`. */
export type PageHandle<Data = unknown> = {
  /** The page's title without the site's name, which every title ends with. */
  title: (words: Words, data: Data, site: string) => string;
  /** The description of a public page for search engines; without one they are told what the product is. */
  description?: (words: Words, data: Data) => string | null;
  /** The title names the site itself, so nothing is added to it. */
  isWholeTitle?: true;
  /** Anybody may see the page, and search engines are told of its languages. */
  isPublic?: true;
  /** Nothing on the page needs JavaScript, so none is sent. */
  needsScripts?: false;
  /** The page is an answer to forms, and no link leads to it. */
  takesFormsOnly?: true;
  /** How the page fills the window; `text` where nothing is said. */
  layout?: Layout | ((data: Data) => Layout);
};

/**
 * A `room` is as high as the window and scrolls within itself, a `table` is as wide as the window, and a `text` is a column.
 */
type Layout = "room" | "table" | "text";

type Match = { handle: PageHandle | undefined; data: unknown; pathname: string };

/** What the document has to know of the page that is shown, or of the error in its place. */
export function usePage() {
  const words = useWords();
  const error = useRouteError();
  const root = useRootData();
  const { name: site } = useSite();
  const { handle, data, pathname } = useMatches().at(-1) as Match;
  const title = () => {
    if (error) return words.page.title(errorTitle(error, words), site);
    if (!handle) return words.welcome.title(site);
    const own = handle.title(words, data, site);
    const whole = handle.isWholeTitle ? own : words.page.title(own, site);
    return root?.hasFailedForm ? words.page.errorTitle(whole) : whole;
  };
  const layout = (): Layout => {
    if (error || !handle?.layout) return "text";
    return typeof handle.layout === "string" ? handle.layout : handle.layout(data);
  };
  const isPublic = handle?.isPublic === true && !error;
  const description = () =>
    // Who alone sees a page knows what the product is: its title, once more, weighs some ten bytes compressed.
    isPublic ? handle.description?.(words, data) || words.welcome.description : title();
  return {
    title: title(),
    description: description(),
    pathname,
    isPublic,
    layout: layout(),
    needsScripts: handle?.needsScripts !== false && !error,
  };
}
