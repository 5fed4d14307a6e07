import { LEAVING_DAYS } from "~/accounts/leaving/limits";
import { CONFIRM_HOURS, NEW_EMAIL_HOURS, RESET_MINUTES, UNDO_EMAIL_DAYS } from "~/accounts/recovery/limits";
import { WARN_AT_PERCENT } from "~/site/limits";
import { formats } from "../formats";

const hours = (count: number) => formats.count(count, { one: "# hour", other: "# hours" });

const NOT_ME = "It was not me: choose another password";
const NOT_ME_PASSKEY =
  "If it was you, there is nothing to do. If not, remove the passkeys that are not yours, and change the password.";
const NOTHING_TO_DO = "If it was you, there is nothing to do.";

/** The words of mails. `account` is the account's address, `address` the one that the mail goes to. */
export const mail = {
  /** Below each mail: why it came. */
  why: (address: string) => `Flux AI wrote to ${address} because of an account there. Nobody reads answers.`,
  reset: {
    subject: "Choose a new password for Flux AI",
    lead: (account: string, _address: string) =>
      `A new password was asked for, for the Flux AI account ${account}.`,
    button: "Choose a new password",
    rest: (_account: string, _address: string) =>
      `The link works once, for ${RESET_MINUTES} minutes. If it was not you who asked, do nothing: the password stays as it is.`,
  },
  password_changed: {
    subject: "Your Flux AI password was changed",
    lead: (account: string, _address: string) =>
      `The password of the Flux AI account ${account} was changed, and everybody else who was signed in is signed out.`,
    button: NOT_ME,
    rest: (_account: string, _address: string) => NOTHING_TO_DO,
  },
  confirm: {
    subject: "Confirm your address for Flux AI",
    lead: (_account: string, address: string) => `A Flux AI account was made with ${address}.`,
    button: "Confirm this address",
    rest: (_account: string, _address: string) =>
      `The link works once, for ${hours(CONFIRM_HOURS)}. If it was not you who made the account, do nothing: it ends by itself.`,
  },
  have_account: {
    subject: "You have a Flux AI account already",
    lead: (account: string, _address: string) =>
      `Somebody, most likely you, wanted to use ${account} for an account at Flux AI. There is one with this address already.`,
    button: "Sign in",
    rest: (_account: string, _address: string) =>
      "The page for signing in also gives you a new password. If it was not you, do nothing: nothing was changed.",
  },
  new_email: {
    subject: "Confirm your new address for Flux AI",
    lead: (account: string, address: string) => `The Flux AI account ${account} is to move to ${address}.`,
    button: "Confirm this address",
    rest: (_account: string, _address: string) =>
      `The link works once, for ${hours(NEW_EMAIL_HOURS)}. If it was not you who asked, do nothing: the account stays where it is.`,
  },
  way_added: {
    subject: "Another way to sign in to Flux AI",
    lead: (account: string, _address: string) =>
      `The Flux AI account ${account} can now be signed in to by another site as well.`,
    button: "See the ways to sign in",
    rest: (_account: string, _address: string) =>
      "If it was you, there is nothing to do. If it was not, remove it there, and choose another password.",
  },
  email_changed: {
    subject: "Your Flux AI account has a new address",
    lead: (account: string, address: string) => `Your Flux AI account moved from ${address} to ${account}.`,
    button: "It was not me: take the account back",
    rest: (_account: string, _address: string) =>
      `The link works once, for ${UNDO_EMAIL_DAYS} days. If it was you, there is nothing to do.`,
  },
  factor_on: {
    subject: "Your Flux AI account asks for a code now",
    lead: (account: string, _address: string) =>
      `A second factor was turned on for the Flux AI account ${account}, and everybody else who was signed in is signed out.`,
    button: NOT_ME,
    rest: (_account: string, _address: string) => NOTHING_TO_DO,
  },
  factor_off: {
    subject: "Your Flux AI account asks for no code any more",
    lead: (account: string, _address: string) =>
      `The second factor of the Flux AI account ${account} was turned off, and everybody else who was signed in is signed out.`,
    button: NOT_ME,
    rest: (_account: string, _address: string) => NOTHING_TO_DO,
  },
  recovery_codes_made: {
    subject: "New recovery codes for your Flux AI account",
    lead: (account: string, _address: string) =>
      `New recovery codes were made for the Flux AI account ${account}. The old ones work no more.`,
    button: NOT_ME,
    rest: (_account: string, _address: string) => NOTHING_TO_DO,
  },
  passkey_added: {
    subject: "A passkey was added to your Flux AI account",
    lead: (account: string, _address: string) =>
      `A passkey was added to the Flux AI account ${account}. Whoever has it can sign in without a password.`,
    button: "Look at the passkeys",
    rest: (_account: string, _address: string) => NOT_ME_PASSKEY,
  },
  passkey_removed: {
    subject: "A passkey was removed from your Flux AI account",
    lead: (account: string, _address: string) =>
      `A passkey of the Flux AI account ${account} was removed and lets nobody in any more.`,
    button: "Look at the passkeys",
    rest: (_account: string, _address: string) => NOT_ME_PASSKEY,
  },
  recovery_code_used: {
    subject: "A recovery code of your Flux AI account was used",
    lead: (account: string, _address: string) =>
      `Somebody signed in to the Flux AI account ${account} with its password and a recovery code, which works no more. The page “Second factor” says how many are left.`,
    button: NOT_ME,
    rest: (_account: string, _address: string) => NOTHING_TO_DO,
  },
  leaving: {
    subject: "Your Flux AI account ends",
    lead: (account: string, _address: string) =>
      `The Flux AI account ${account} ends in ${LEAVING_DAYS} days, as was asked for. What you shared is closed, and you are signed out everywhere.`,
    button: "Sign in and keep the account",
    rest: (_account: string, _address: string) =>
      "Until then, signing in undoes it. Afterwards your pictures and prompts are removed for good. If it was not you who asked, sign in and change the password.",
  },
  receipt: {
    subject: "Your Flux AI receipt",
    lead: (account: string, _address: string) =>
      `Credits were bought for the Flux AI account ${account}, and are there.`,
    button: "Open the receipt",
    rest: (_account: string, _address: string) => "You can print it. It stays on your page of credits.",
  },
  budget_warning: {
    subject: "Most of today’s budget of Flux AI is used",
    lead: (_account: string, _address: string) =>
      `The orders of today have used more than ${WARN_AT_PERCENT} % of DAILY_BUDGET_USD. When it is used up, new orders wait for the next day, UTC; what runs goes on.`,
    button: "Look at the site",
    rest: (_account: string, _address: string) => "This is said once a day.",
  },
  report_answered: {
    subject: "What became of the picture that you reported to Flux AI",
    lead: (_account: string, _address: string, answer: string) =>
      `We looked at the picture that you reported. ${answer || "What had to be done about it is done."}`,
    button: "Flux AI",
    rest: (_account: string, _address: string) => "There is nothing to do.",
  },
  taken_down: {
    subject: "A picture of yours is not shared any more",
    lead: (account: string, _address: string, answer: string) =>
      `A picture that the Flux AI account ${account} had shared was reported, and is not shown to others any more. ${answer}`.trim(),
    button: "Your pictures",
    rest: (_account: string, _address: string) => "You still have it yourself. It cannot be shared again.",
  },
};
