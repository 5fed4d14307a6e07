import type { ReactNode } from "react";
import type { Notice } from "~/http/notice.server";
import { formats, pictures } from "../formats";
import { history } from "../history";

type Deleted = Extract<Notice, { kind: "deleted" }>;

/** The words of deleting, of putting back, and of deleting for good. */
export const deleted = {
  title: "Deleted pictures",
  titleOfOne: (prompt: string) => `Deleted: ${prompt}`,
  lead: (days: number) =>
    `What you delete can be put back for ${formats.number(days)} days. Then picture, prompt and uploads are removed for good. Shared links ended when it was deleted, and stay ended.`,
  empty: "There are no deleted pictures.",
  until: (when: ReactNode) => <>Kept until {when}</>,
  what: "What can be done with deleted pictures",
  putBack: "Put back",
  forGood: "Delete for good…",
  allForGood: "Delete all for good…",

  isDeleted: "This picture is deleted",
  canBePutBack: (when: ReactNode) => (
    <>It can be put back until {when}. Then picture, prompt and uploads are removed for good.</>
  ),
  others: "All deleted pictures",

  asksForGood: (count: number) => `Delete ${pictures(count)} for good?`,
  asksForAll: "Delete all deleted pictures for good?",
  whatGoes:
    "Picture, prompt and uploads are removed for good and cannot be put back. What they cost stays listed under “Credits”.",
  confirm: "Delete for good",
  keep: "Keep",

  notice: ({ deleted, links, open, unknown }: Deleted, days: number, list: (text: string) => ReactNode) => (
    <>
      {deleted === 0 ? "Nothing was deleted. " : `${pictures(deleted)} deleted. `}
      {links > 0 &&
        `${formats.count(links, { one: "# shared link has", other: "# shared links have" })} ended. `}
      {open > 0 &&
        `${formats.count(open, { one: "# is", other: "# are" })} still on the way: cancel first, then delete. `}
      {unknown > 0 && `${history.notFound(unknown)} `}
      {deleted > 0 && (
        <>
          {list("Deleted pictures")} can be put back for {formats.number(days)} days.
        </>
      )}
    </>
  ),
  isBack: (count: number) =>
    count === 0
      ? "There was nothing to put back: it is back already, or gone for good."
      : `${pictures(count)} put back.`,
  gone: "Deleted for good.",
  allGone: "All deleted pictures are gone from here. Of very many, the last files are removed within a day.",
};
