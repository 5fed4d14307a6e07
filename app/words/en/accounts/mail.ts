import { LEAVING_DAYS } from "~/accounts/leaving/limits";
import { CONFIRM_HOURS, NEW_EMAIL_HOURS, RESET_MINUTES, UNDO_EMAIL_DAYS } from "~/accounts/recovery/limits";
import type { MailKind } from "~/mail/outbox/mails.server";
import { WARN_AT_PERCENT } from "~/site/limits";
import { formats } from "../formats";

const hours = (count: number) => formats.count(count, { one: "# hour", other: "# hours" });

const NOT_ME = "It was not me. Choose another password";
const NOT_ME_PASSKEY =
  "If it was you, there is nothing to do. If not, remove the passkeys that are not yours, and change the password.";
const NOTHING_TO_DO = "If it was you, there is nothing to do.";

/** What a mail is about: the site's name, the account's address, the one that the mail goes to, what an operator answered. */
type About = { site: string; account: string; address: string; answer: string };

type Mail = {
  subject: (site: string) => string;
  lead: (about: About) => string;
  button: string;
  rest: string;
};

/** The words of mails. */
export const mail: Record<MailKind, Mail> & {
  why: (site: string, address: string, contact: string | null) => string;
  leads: (button: string) => string;
} = {
  /** Below each mail: why it came. */
  why: (site: string, address: string, contact: string | null) =>
    `${site} wrote to ${address} because of an account there. ${contact ? `Nobody reads answers; write to ${contact}.` : "Nobody reads answers."}`,
  /** Stands before the link in a mail without HTML. */
  leads: (button) => `${button}:`,
  reset: {
    subject: (site) => `Choose a new password for ${site}`,
    lead: ({ site, account }) => `A new password was asked for, for the ${site} account ${account}.`,
    button: "Choose a new password",
    rest: `The link works once, for ${RESET_MINUTES} minutes. If it was not you who asked, do nothing: the password stays as it is.`,
  },
  password_changed: {
    subject: (site) => `Your ${site} password was changed`,
    lead: ({ site, account }) =>
      `The password of the ${site} account ${account} was changed, and everybody else who was signed in is signed out.`,
    button: NOT_ME,
    rest: NOTHING_TO_DO,
  },
  confirm: {
    subject: (site) => `Confirm your address for ${site}`,
    lead: ({ site, address }) => `An account at ${site} was made with ${address}.`,
    button: "Confirm this address",
    rest: `The link works once, for ${hours(CONFIRM_HOURS)}. If it was not you who made the account, do nothing: it ends by itself.`,
  },
  have_account: {
    subject: (site) => `You have an account at ${site} already`,
    lead: ({ site, account }) =>
      `Somebody, most likely you, wanted to use ${account} for an account at ${site}. There is one with this address already.`,
    button: "Sign in",
    rest: "The page for signing in also gives you a new password. If it was not you, do nothing: nothing was changed.",
  },
  new_email: {
    subject: (site) => `Confirm your new address for ${site}`,
    lead: ({ site, account, address }) => `The ${site} account ${account} is to move to ${address}.`,
    button: "Confirm this address",
    rest: `The link works once, for ${hours(NEW_EMAIL_HOURS)}. If it was not you who asked, do nothing: the account stays where it is.`,
  },
  way_added: {
    subject: (site) => `Another way to sign in to ${site}`,
    lead: ({ site, account }) => `Another site now signs in to the ${site} account ${account} as well.`,
    button: "See the ways to sign in",
    rest: "If it was you, there is nothing to do. If it was not, remove it there, and choose another password.",
  },
  way_removed: {
    subject: (site) => `A way to sign in to ${site} was removed`,
    lead: ({ site, account }) =>
      `One of the other sites does not sign in to the ${site} account ${account} any more, and everybody else who was signed in is signed out.`,
    button: "See the ways to sign in",
    rest: "If it was you, there is nothing to do. If it was not, choose another password.",
  },
  email_changed: {
    subject: (site) => `Your ${site} account has a new address`,
    lead: ({ site, account, address }) => `Your ${site} account moved from ${address} to ${account}.`,
    button: "It was not me. Take the account back",
    rest: `The link works once, for ${UNDO_EMAIL_DAYS} days. If it was you, there is nothing to do.`,
  },
  factor_on: {
    subject: (site) => `Your ${site} account asks for a code now`,
    lead: ({ site, account }) =>
      `A second factor was turned on for the ${site} account ${account}, and everybody else who was signed in is signed out.`,
    button: NOT_ME,
    rest: NOTHING_TO_DO,
  },
  factor_off: {
    subject: (site) => `Your ${site} account asks for no code any more`,
    lead: ({ site, account }) =>
      `The second factor of the ${site} account ${account} was turned off, and everybody else who was signed in is signed out.`,
    button: NOT_ME,
    rest: NOTHING_TO_DO,
  },
  recovery_codes_made: {
    subject: (site) => `New recovery codes for your ${site} account`,
    lead: ({ site, account }) =>
      `New recovery codes were made for the ${site} account ${account}. The old ones do not work any more, and everybody else who was signed in is signed out.`,
    button: NOT_ME,
    rest: NOTHING_TO_DO,
  },
  passkey_added: {
    subject: (site) => `A passkey was added to your ${site} account`,
    lead: ({ site, account }) =>
      `A passkey was added to the ${site} account ${account}. Whoever has it can sign in without a password. Everybody else who was signed in is signed out.`,
    button: "Look at the passkeys",
    rest: NOT_ME_PASSKEY,
  },
  passkey_removed: {
    subject: (site) => `A passkey was removed from your ${site} account`,
    lead: ({ site, account }) =>
      `A passkey of the ${site} account ${account} was removed and lets nobody in any more. Everybody else who was signed in is signed out.`,
    button: "Look at the passkeys",
    rest: NOT_ME_PASSKEY,
  },
  recovery_code_used: {
    subject: (site) => `A recovery code of your ${site} account was used`,
    lead: ({ site, account }) =>
      `Somebody signed in to the ${site} account ${account} with its password and a recovery code, which does not work any more. The page “Second factor” says how many are left.`,
    button: NOT_ME,
    rest: NOTHING_TO_DO,
  },
  leaving: {
    subject: (site) => `Your ${site} account ends`,
    lead: ({ site, account }) =>
      `The ${site} account ${account} ends in ${LEAVING_DAYS} days, as was asked for. What you shared is closed, and you are signed out everywhere.`,
    button: "Sign in and keep the account",
    rest: "Until then, signing in undoes it. Afterwards your pictures and prompts are removed for good. If it was not you who asked, sign in and change the password.",
  },
  receipt: {
    subject: (site) => `Your ${site} receipt`,
    lead: ({ site, account }) => `Credits were bought for the ${site} account ${account}, and are there.`,
    button: "Open the receipt",
    rest: "You can print it. It stays listed under “Credits”.",
  },
  budget_warning: {
    subject: (site) => `Most of today’s budget of ${site} is used`,
    lead: () =>
      `The orders of today have used more than ${WARN_AT_PERCENT}% of DAILY_BUDGET_USD. When it is used up, new orders wait for the next day, UTC; what runs goes on.`,
    button: "Look at the site",
    rest: "This is said once a day.",
  },
  report_answered: {
    subject: (site) => `What became of the picture that you reported to ${site}`,
    lead: ({ answer }) =>
      `We looked at the picture that you reported. ${answer || "What had to be done about it is done."}`,
    button: "Go to the first page",
    rest: "There is nothing to do.",
  },
  taken_down: {
    subject: () => "A picture of yours is not shared any more",
    lead: ({ site, account, answer }) =>
      `A picture that the ${site} account ${account} had shared was reported, and is not shown to others any more. ${answer}`.trim(),
    button: "Your pictures",
    rest: "You still have it yourself. It cannot be shared again.",
  },
};
