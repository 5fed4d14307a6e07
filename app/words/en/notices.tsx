import type { ReactNode } from "react";
import type { Notice } from "~/http/notice.server";
import { formats, pictures } from "./formats";
import { history } from "./history";

type Marked = Extract<Notice, { kind: "marked" }>;

const unknownWords = (count: number) => (count === 0 ? "" : history.notFound(count));

/** The notices that say, at the top of the next page, what was just done. */
export const notices = {
  marked: ({ marked, unknown, isFavorite }: Marked) =>
    `${pictures(marked)} ${isFavorite ? "marked as favourite" : "no longer marked as favourite"}. ${unknownWords(unknown)}`,
  noneChosen: "No picture was chosen, so nothing was done. Tick some pictures and try again.",
  notTwo: (chosen: number) => `You chose ${pictures(chosen)}. Choose exactly two to compare them.`,
  nothingToDownload: "None of those has a picture to download. Choose some that are done.",
  noSuchPart: "There is no such part, so nothing was downloaded. Choose one of these.",
  tooManyToDownload: (chosen: number, most: number) =>
    `You chose ${pictures(chosen)}, and one download holds ${formats.number(most)}. All pictures are here in parts instead.`,
  nothingToShare: "There is no picture to share here, so no link was made.",
  notCanceled:
    "It was not cancelled: cancelling costs something else now than when this page was opened. The button says what.",
  linkMade: "The link is made. Whoever has it sees this picture, until you revoke it.",
  linkChanged: "The link is changed. Copies elsewhere follow within a minute.",
  linkRevoked: "The link is revoked. Copies elsewhere end within a minute.",
  account: {
    address_confirmed: "Your address is confirmed. Sign in to go on.",
    confirm_sent: "A link is on its way to your address.",
    password_changed: "Your password was changed. All other sessions have ended.",
    way_added: "You have another way to sign in.",
    way_removed: "That way to sign in is removed. All other sessions have ended.",
    email_changed: "The address was changed. All other sessions have ended.",
    email_taken: "There is another account with this address by now, so nothing was changed.",
    email_restored:
      "The account has its old address back. Look into your mail for the link to a new password.",
    session_ended: "That session has ended.",
    sessions_ended: "All other sessions have ended.",
    invite_made: "The link is made. Send it to whom you invite.",
    invite_none: "You may not invite that many more, so no link was made. Choose fewer.",
    invite_ended: "Nobody joins by that link any more.",
    stayed: "Your account stays: you signed in before it ended. What you shared is open again.",
    passkey_added: "The passkey is added. All other sessions have ended.",
    passkey_renamed: "The passkey has another name now.",
    passkey_removed: "The passkey is removed. All other sessions have ended.",
    factor_off: "The second factor is off. All other sessions have ended.",
  },
  recoveryCodeUsed: (left: number) =>
    `You signed in with a recovery code, which does not work any more. ${left === 0 ? "None are left: make new ones." : `${formats.count(left, { one: "# is", other: "# are" })} left.`}`,
  exportTooOften: (when: ReactNode) => (
    <>You downloaded everything too often for now. You can do so again from {when}.</>
  ),
  leaving: (when: ReactNode) => (
    <>Your account ends on {when}, and you are signed out everywhere. Sign in before then, and it stays.</>
  ),
  settingsSaved: "Saved for this browser.",
  creditsGiven: "Your balance is topped up.",
  creditsBought: (credits: number) =>
    `Paid. ${formats.count(credits, { one: "# credit is", other: "# credits are" })} yours.`,
  noFreeCredits:
    "The account is yours, without free credits. They go once to a mailbox, a few times a day to one network, never to throw-away addresses, and each day has only so many.",
};
