import type { ReactNode } from "react";
import { CONFIRM_HOURS, NEW_EMAIL_HOURS, RESET_MINUTES } from "~/accounts/recovery/limits";
import { formats } from "../formats";

const hours = (count: number) => formats.count(count, { one: "# hour", other: "# hours" });

/** The words of pages about getting back into an account, and of what is changed about one. */
export const recovery = {
  outbox: "Outbox",
  outboxText: "Mails of this machine, newest first. None leaves it: set SMTP_URL to send them.",
  outboxEmpty: "There are none yet.",

  forgotTitle: "Forgot your password?",
  forgotLead: "Enter your e-mail address. A link comes, with which you choose a new password.",
  sendLink: "Send the link",
  sendAgain: "Send it again",
  lookIntoMail: "Look into your mail",
  resetSent: `If there is an account with this address, a link is on its way to it. It works for ${RESET_MINUTES} minutes.`,
  resetTitle: "Choose a new password",
  resetFor: (email: string) => `For the account ${email}. Everybody who is signed in to it is signed out.`,
  currentPassword: "Current password",
  newPassword: "New password",
  changePassword: "Change password",
  othersEnd: "Everybody else who is signed in to this account is signed out.",

  linkOver: "This link does not work any more",
  linkOverText:
    "A link works once and for a limited time: this one was used, or its time is over. Nothing was changed.",
  confirm: "Confirm this address",
  confirmText: (email: string) => `Press the button if ${email} is your address and you asked for this.`,
  otherBrowser:
    "The account was not made in this browser. So that nobody else keeps a key to it, you choose its password next: the one you typed when you joined, or another.",
  signInToMove: (account: string, email: string) =>
    `The account ${account} wants to move to ${email}. Sign in to ${account} in this browser, then confirm it here. If it is not your account, do nothing.`,
  undo: "Take the account back",
  undoText: (email: string) =>
    `The account gets its address ${email} back, everybody is signed out, and its password does not work any more. A link to a new one goes to ${email}.`,

  joinSent: `If this address can have an account, a link is on its way to it. Open it within ${hours(CONFIRM_HOURS)}, then sign in. What you typed before is kept as long.`,
  notConfirmed: "Your address is not confirmed yet",
  creditsOnConfirming: "Your address is not confirmed yet. Free credits come only when it is.",
  notConfirmedText: "Open the link in the mail that was sent to it, or have another sent.",
  endsUnlessConfirmed: (when: ReactNode) => (
    <>There are no credits before that. The account ends on {when} unless the address is confirmed.</>
  ),

  account: "Account",
  changeEmail: "Change address",
  newEmail: "New e-mail address",
  emailIsNow: (email: string) => `Your address is ${email}.`,
  newEmailSent: `If the address can be used, a link is on its way to it. The account moves when you open it, within ${hours(NEW_EMAIL_HOURS)}.`,
};
