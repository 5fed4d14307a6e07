import type { ReactNode } from "react";
import type { StatusGroup } from "~/search/filters";
import { formats, pictures } from "./formats";

const more = (count: number) => formats.count(count, { one: "# more is", other: "# more are" });
const were = (count: number) => formats.count(count, { one: "# was", other: "# were" });

/** The words of the list of pictures: searching, choosing, deleting. */
export const history = {
  title: "Your pictures",
  today: "Today",
  yesterday: "Yesterday",
  search: "Words in the prompt",
  searchButton: "Search",
  filters: "Filters",
  filtersInUse: (count: number) => `Filters (${formats.number(count)})`,
  model: "Model",
  state: "State",
  any: "Any",
  states: {
    open: "On their way",
    succeeded: "Done",
    failed: "Failed",
    canceled: "Canceled",
  } satisfies Record<StatusGroup, string>,
  firstDay: "First day",
  lastDay: "Last day",
  favoritesOnly: "Favourites only",
  apply: "Apply",
  showAll: "Show all pictures",
  empty: (link: (text: string) => ReactNode) => <>There are no pictures here yet. {link("Make one")}.</>,
  nothingLikeThat: "None of your pictures is like that.",
  endsBefore: "The list ends before this page.",
  pages: "Pages",
  newest: "Newest",
  newer: "Newer",
  older: "Older",
  select: "Choose pictures",
  choose: (prompt: string) => `Choose: ${prompt}`,
  allOnPage: "All on this page",
  favorite: "Favourite",
  unfavorite: "Not favourite",
  download: "Download",
  use: "Use in a new picture",
  remove: "Delete …",
  withWords: "Write prompt and seed into downloaded files",
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
