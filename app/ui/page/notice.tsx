import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { DELETED_DAYS } from "~/history/deleted/limits";
import type { Notice } from "~/http/notice.server";
import { useWords, type Words } from "~/words/words";
import { FormToken } from "../form/form-token";
import { useRootData } from "./root-data";
import { From, When } from "./when";

/**
 * Says at the top of a page what was just done, and that the browser is offline while it is. The element is there without
 * a notice too: screen readers announce a status only when it changes.
 */
export function NoticeBanner({ notice }: { notice: Notice | null | undefined }) {
  const words = useWords();
  return (
    <div>
      <SiteLine />
      <div role="status">
        {notice && (
          <div className="notice">
            <p>{saying(notice, words)}</p>
            {notice.kind === "deleted" && notice.at && <PutBack at={notice.at} />}
          </div>
        )}
      </div>
      <p className="offline" data-offline hidden>
        {words.page.offline}
      </p>
    </div>
  );
}

/** What the operator says on all pages. */
function SiteLine() {
  const line = useRootData()?.line;
  if (!line) return null;
  return (
    <p className="site-line" dir="auto">
      {line}
    </p>
  );
}

/** Takes a deletion back, on the page where it was told of. */
function PutBack({ at }: { at: string }) {
  const { deleted } = useWords();
  const { pathname, search } = useLocation();
  return (
    <form method="post" action="/history/deleted" className="actions">
      <input type="hidden" name="at" value={at} />
      <input type="hidden" name="back" value={pathname + search} />
      <button type="submit" name="do" value="put_back">
        {deleted.putBack}
      </button>
      <FormToken />
    </form>
  );
}

function saying(
  notice: Notice,
  { notices, deleted, collections, operator, shop, between }: Words,
): ReactNode {
  switch (notice.kind) {
    case "deleted":
      return deleted.notice(notice, DELETED_DAYS, (text) => <a href="/history/deleted">{text}</a>);
    case "put_back":
      return deleted.isBack(notice.count);
    case "deleted_for_good":
      return notice.isAll ? deleted.allGone : deleted.gone;
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
    case "export_too_often":
      return notices.exportTooOften(<From at={notice.again_at} />);
    case "leaving":
      return notices.leaving(<When at={notice.ends_at} />);
    case "account":
      return notices.account[notice.done];
    case "operator":
      return operator.done[notice.done];
    case "collected":
      return (
        <>
          {collections.collected(notice.added, notice.already, notice.unknown)}
          {between}
          <a href={`/history?collection=${notice.collection}`}>{collections.show}</a>
        </>
      );
    case "uncollected":
      return collections.uncollected(notice.removed);
    case "collection":
      return collections.done[notice.done];
    case "settings_saved":
      return notices.settingsSaved;
    case "credits_given":
      return notices.creditsGiven;
    case "credits_bought":
      return notices.creditsBought(notice.credits);
    case "pack_gone":
      return shop.notOffered;
    case "too_many_purchases":
      return shop.tooOften(<From at={notice.again_at} />);
    case "recovery_code_used":
      return notices.recoveryCodeUsed(notice.left);
    case "no_free_credits":
      return notices.noFreeCredits;
  }
}
