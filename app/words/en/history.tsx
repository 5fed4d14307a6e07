import type { ReactNode } from "react";
import type { TableSize } from "~/http/preferences.server";
import type { StatusGroup } from "~/search/filters";
import { COUNTED_UP_TO } from "~/search/limits";
import { formats, pictures } from "./formats";

const more = (count: number) => formats.count(count, { one: "# more is", other: "# more are" });
const were = (count: number) => formats.count(count, { one: "# was", other: "# were" });

/** The words of the list of pictures: searching, choosing, deleting. */
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
  remove: "Delete…",
  more: "More",
  cancel: "Cancel",
  withWords: "Include the prompt in downloaded files",
  everything: "Download everything",
  isFavorite: "Favourite",

  deleteOne: "Delete this picture?",
  deleteMany: (count: number) => `Delete ${pictures(count)}?`,
  isOneOfFavorites: "It is one of your favourites.",
  whatGoes:
    "Picture, prompt, uploads and shared links are gone for good. What was paid stays on your ledger and does not come back.",
  confirm: "Delete",
  keepIt: "Keep it",
  keepThem: "Keep them",
  stillOpen: (count: number) => `${more(count)} still on the way. Cancel first what you want to delete.`,
  notFound: (count: number) => `${were(count)} not found: deleted already, or not yours.`,
  alsoFavorites: (count: number) =>
    `Also the ${formats.count(count, { one: "# favourite", other: "# favourites" })} among them: left alone unless you tick this.`,
  cancelFirst: "This picture is still on its way",
  cancelFirstText:
    "Nothing was deleted. Cancel it first; what that costs is on the button. If it was faster, you have the picture.",
  backToIt: "Back to it",
  chosen: "Chosen pictures",
  noneChosen: "No pictures are chosen here",
  noneChosenText: (link: (text: string) => ReactNode) => (
    <>
      Nothing was done. Tick the boxes of some {link("among your pictures")}, then choose what to do with
      them.
    </>
  ),
};
