import { FRESH_MINUTES } from "~/accounts/limits";
import type { Problem } from "~/accounts/providers/problems";
import { UNDO_EMAIL_DAYS } from "~/accounts/recovery/limits";

/** What happened and what to do about it; `name` is the other site's. */
type Said = (name: string) => { title: string; text: string };

const problems: Record<Problem, Said> = {
  denied: (name) => ({
    title: `${name} did not let you through`,
    text: `You, or ${name}, said no, so nobody is signed in and nothing was changed.`,
  }),
  again: (name) => ({
    title: "Begin once more",
    text: `This answer from ${name} does not belong to what was begun last in this browser: another tab came between, the page was opened twice, or it took too long. Nothing was changed.`,
  }),
  down: (name) => ({
    title: `${name} does not answer`,
    text: `Nothing was changed. Try again in a few seconds, or sign in another way.`,
  }),
  not_ours: (name) => ({
    title: `${name} does not know this site`,
    text: `The people who run this site have to mend that; it is in their log. Sign in another way until then.`,
  }),
  no_address_told: (name) => ({
    title: `${name} gave no e-mail address`,
    text: `An account needs one. Create it with an e-mail address and a password, then add ${name} to its ways to sign in.`,
  }),
  address_not_verified: (name) => ({
    title: "There is an account with this address",
    text: `${name} does not say that the address is yours, so it does not let you in there. Sign in with your password, then add ${name} to your ways to sign in.`,
  }),
  address_reserved: () => ({
    title: "This address is kept for an account",
    text: `The account that had it moved to another one in the last ${UNDO_EMAIL_DAYS} days and may still come back to it. Sign in with the new address of the account.`,
  }),
  way_of_another: (name) => ({
    title: `This account is tied to another ${name} user`,
    text: `It lets in one ${name} user, and you came as another. Sign in another way; under “Ways to sign in” the other one can be removed.`,
  }),
  known_elsewhere: (name) => ({
    title: "That belongs to another account",
    text: `The ${name} user that you came as signs in to another account here already. Nothing was changed.`,
  }),
};

/** The words of signing in by other sites, and of the page of all ways to sign in. */
export const signInWith = {
  title: "Sign in",
  by: (name: string) => `Continue with ${name}`,
  onTheWay: (name: string) => `On the way to ${name}`,
  goOn: (name: string) => `Go on to ${name}`,
  tryAgain: (name: string) => `Try ${name} again`,
  otherwise: "Sign in another way",
  notSignedIn: "Nobody is signed in",
  problems,

  whose: "Is this your account?",
  whoseText: (email: string, name: string) =>
    `There is an account with ${email}, and nobody ever proved that the address is theirs. ${name} says that it is yours. If the account is yours as well, type its password: from then on you can sign in with ${name}, too.`,
  mine: "It is mine",
  notMine: "It is not yours?",
  notMineText:
    "Then you get a new account. The other one loses your address, its password and everybody who is signed in to it.",
  newAccount: "Give me a new account",

  ways: "Ways to sign in",
  noPassword: "None yet",
  known: "On",
  addAnother: "Add another",
  add: (name: string) => `Add ${name}`,
  addText: (name: string) =>
    `From then on you can sign in with ${name}, too, whatever address you have there. You confirm it at ${name}.`,
  addButton: "Add",
  signsIn: (who: string) => `You sign in as ${who}.`,
  remove: "Remove",
  isLast: "This is your only way in, so it cannot be removed. Set a password or add another way first.",
  signInFirst: `The account has no password, so you are asked to have signed in within the last ${FRESH_MINUTES} minutes.`,
  signInAgain: "Sign in once more",
  setPassword: "Set a password",
  setPasswordText: (email: string) =>
    `This account has no password yet. A link comes to ${email}, with which you choose one.`,
  setPasswordNow: "This account has no password yet. Choose one.",
  noMails:
    "This account has no password yet. Sign in once more the way you do now: then you can choose one here.",
};
