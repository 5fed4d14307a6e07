import { formats, pictures } from "../formats";
import { history } from "../history";

/** The words of collections: pictures gathered under a name, by their owner and for whoever has a link. */
export const collections = {
  title: "Collections",
  empty: "There are no collections yet. Make one here, or choose pictures and add them to one.",
  noCover: "No picture yet",
  newName: "Name of a new collection",
  make: "Make collection",
  previous: "Previous page",
  next: "Next page",
  pages: "Pages of collections",

  settings: "Rename, share or delete",
  settingsOf: (name: string) => `Collection “${name}”`,
  open: "Show its pictures",
  download: "Download",
  all: "All collections",
  nothingInIt: "There are no pictures in this collection yet. Choose some among your pictures and add them.",
  name: "Name",
  rename: "Rename",
  share: "Share",
  isShared: "Whoever has this link sees the pictures in this collection, also those that you add later.",
  isPrivate:
    "Only you see this collection. A link shows its pictures to whoever has the link, until you revoke it.",
  withPrompts: "Show the prompts",
  indexable: "Let search engines list it",
  makeLink: "Make a link",
  changeLink: "Change the link",
  revokeLink: "Revoke the link",
  deleteTitle: "Delete collection",
  deleteText: "Its pictures stay among your pictures. The link to it ends.",
  delete: "Delete collection",

  add: "Add to collection…",
  remove: "Remove from collection",
  removeFrom: (name: string) => `Remove from “${name}”`,
  setCover: "Set as cover",
  addThese: (count: number) => `Add ${pictures(count)} to a collection`,
  choose: "Your collections",
  addTo: "Add",
  orNew: "Or a new collection",
  keep: "Cancel",
  isIn: "In collections",

  saveInto: "Save into collection",
  saveIntoHint: "The name of one you have, or a new name. Leave it empty to save into none.",

  emptyShared: "There are no pictures here yet.",
  untitled: "Pictures made by AI",
  sharedText: (site: string) => `A collection of pictures made with ${site}`,
  backTo: (name: string) => `All of “${name}”`,
  newer: "Newer",
  older: "Older",
  pictureOf: (name: string) => `A picture from “${name}”`,

  collected: (added: number, already: number, unknown: number) =>
    [
      added > 0 ? `${pictures(added)} added.` : "Nothing was added.",
      already > 0 && `${formats.count(already, { one: "# was", other: "# were" })} in it already.`,
      unknown > 0 && history.notFound(unknown),
    ]
      .filter(Boolean)
      .join(" "),
  show: "Show the collection",
  uncollected: (removed: number) =>
    removed > 0
      ? `${pictures(removed)} removed from the collection. They stay among your pictures.`
      : "Nothing was removed: none of these was in the collection.",
  done: {
    renamed: "The collection is renamed.",
    deleted: "The collection is deleted. Its pictures stay among your pictures.",
    cover: "The cover is set.",
    cover_one: "A cover is one picture. Choose exactly one that is done.",
    link_made: "The link is made. Whoever has it sees this collection, until you revoke it.",
    link_changed: "The link is changed. Copies elsewhere follow within a minute.",
    link_revoked: "The link is revoked. Copies elsewhere end within a minute.",
  },
};
