import type { ReactNode } from "react";
import type { TableSize } from "~/http/preferences.server";
import type { StatusGroup } from "~/search/filters";
import { COUNTED_UP_TO } from "~/search/limits";
import { formats, pictures } from "./formats";

const were = (count: number) => formats.count(count, { one: "# was", other: "# were" });

/** The words of the list of pictures: searching and choosing. */
export const history = {
  title: "Your pictures",
  today: "Today",
  yesterday: "Yesterday",
  search: "Search your pictures",
  searchButton: "Search",
  clear: "Clear the search",
  favorites: "Favourites",
  filter: (count: number) => (count > 0 ? `Filter (${formats.number(count)})` : "Filter"),
  edited: "Edited",
  shared: "Shared",
  thisWeek: "This week",
  ratio: "Ratio",
  model: "Model",
  state: "State",
  states: {
    open: "On their way",
    succeeded: "Done",
    failed: "Failed",
    canceled: "Cancelled",
  } satisfies Record<StatusGroup, string>,
  firstDay: "First day",
  lastDay: "Last day",
  sinceDay: (day: string) => `From ${day}`,
  untilDay: (day: string) => `To ${day}`,
  quoted: (words: string) => `“${words}”`,
  takeAway: "Remove this filter",
  apply: "Apply",
  showAll: "Show all pictures",
  found: (count: number) =>
    count > COUNTED_UP_TO ? `${formats.number(COUNTED_UP_TO)}+ pictures` : pictures(count),
  view: "View",
  size: "Size of the pictures",
  sizes: { s: "Small", m: "Medium", l: "Large" } satisfies Record<TableSize, string>,
  newestFirst: "Newest first",
  oldestFirst: "Oldest first",
  months: "Go to a month",
  empty: (link: (text: string) => ReactNode) => <>No pictures yet. {link("Make one")}.</>,
  nothingMatches: (words: string) => `No pictures match “${words}”.`,
  nothingLikeThat: "No pictures match these filters.",
  withoutFilters: "Search without filters",
  endsBefore: "The list ends before this page.",
  pages: "Pages",
  pagesAbove: "Pages, above",
  newest: "Newest",
  oldest: "Oldest",
  newer: "Newer",
  older: "Older",
  select: "Select",
  chooseLabel: "Choose pictures",
  choose: (prompt: string) => `Choose: ${prompt}`,
  chosenCount: (count: ReactNode) => <>{count} chosen</>,
  /** Read out by a script, which puts the number in place of `#`. */
  chosenSaid: "# chosen",
  allOnPage: "All on this page",
  favorite: "Favourite",
  unfavorite: "Not a favourite",
  download: "Download",
  compare: "Compare",
  use: "Use in a new picture",
  remove: "Delete",
  more: "More",
  cancel: "Cancel",
  withWords: "Include the prompt in the files",
  everything: "Download all pictures",
  isFavorite: "Favourite",

  notFound: (count: number) => `${were(count)} not found: deleted already, or not yours.`,
};
