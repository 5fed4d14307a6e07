import type { ReactNode } from "react";
import type { Notice } from "~/http/notice.server";
import { useWords, type Words } from "~/words/words";

/**
 * Says at the top of a page what was just done, and that the browser is offline while it is. The element is there without a notice too: screen readers announce a
 * status only when it changes.
 */
export function NoticeBanner({ notice }: { notice: Notice | null | undefined }) {
  const { notices, page } = useWords();
  return (
    <div>
      <div role="status">
        {notice && (
          <div className="notice">
            <p>{saying(notice, notices)}</p>
          </div>
        )}
      </div>
      <p className="offline" data-offline hidden>
        {page.offline}
      </p>
    </div>
  );
}

function saying(notice: Notice, notices: Words["notices"]): ReactNode {
  switch (notice.kind) {
    case "deleted":
      return notices.deleted(notice, (text) => <a href="/credits">{text}</a>);
    case "marked":
      return notices.marked(notice);
    case "none_chosen":
      return notices.noneChosen;
    case "not_two":
      return notices.notTwo(notice.chosen);
    case "nothing_to_download":
      return notices.nothingToDownload;
    case "no_such_part":
      return notices.noSuchPart;
    case "too_many_to_download":
      return notices.tooManyToDownload(notice.chosen, notice.most);
    case "nothing_to_share":
      return notices.nothingToShare;
    case "not_canceled":
      return notices.notCanceled;
    case "link_made":
      return notices.linkMade;
    case "link_changed":
      return notices.linkChanged;
    case "link_revoked":
      return notices.linkRevoked;
    case "account":
      return notices.account[notice.done];
    case "settings_saved":
      return notices.settingsSaved;
    case "credits_given":
      return notices.creditsGiven;
    case "no_free_credits":
      return notices.noFreeCredits;
  }
}
