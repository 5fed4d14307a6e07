import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { Notice } from "~/platform/notice.server";
import { counted } from "./counted";

/** What was just done, at the top of the page, until the next one. There always, so that it is announced when it fills. */
export function NoticeBanner({ notice }: { notice: Notice | null | undefined }) {
  return (
    <div role="status">
      {notice && (
        <div className="notice">
          <p>{wordsFor(notice)}</p>
        </div>
      )}
    </div>
  );
}

function wordsFor(notice: Notice): ReactNode {
  switch (notice.kind) {
    case "deleted":
      return deletedWords(notice);
    case "marked":
      return [
        `${counted(notice.marked, "picture")} ${notice.isFavorite ? "marked as favourite" : "no longer marked as favourite"}.`,
        unknownWords(notice.unknown),
      ].join(" ");
    case "none_chosen":
      return "No picture was chosen, so nothing was done. Tick the boxes of some and choose again.";
    case "nothing_to_download":
      return "None of those has a picture to download.";
    case "no_such_part":
      return "There is no such part, so nothing was downloaded. Choose one of these.";
    case "too_many_to_download":
      return `You chose ${counted(notice.chosen, "picture")}, and one download holds ${notice.most}. Everything is here in parts instead.`;
    case "link_made":
      return "The link is made. Whoever has it sees this picture, until you revoke it.";
    case "link_changed":
      return "The link is changed. Copies elsewhere follow within a minute.";
    case "link_revoked":
      return "The link is revoked. Copies elsewhere end within a minute.";
    case "settings_saved":
      return "Saved for this browser.";
  }
}

type DeletedNotice = Extract<Notice, { kind: "deleted" }>;

function deletedWords({ deleted, spared, open, unknown }: DeletedNotice): ReactNode {
  return (
    <>
      {deleted === 0 ? "Nothing was deleted. " : `${counted(deleted, "picture")} deleted. `}
      {deleted > 0 && (
        <>
          What they cost stays on <Link to="/credits">your ledger</Link>.{" "}
        </>
      )}
      {spared > 0 && `${counted(spared, "favourite was", "favourites were")} left alone. `}
      {open > 0 && `${counted(open, "is", "are")} still on the way: cancel first, then delete. `}
      {unknownWords(unknown)}
    </>
  );
}

function unknownWords(unknown: number): string {
  if (unknown === 0) return "";
  return `${counted(unknown, "was", "were")} not found: deleted already, or not yours.`;
}
