import { SHORTEST_PASSWORD } from "~/accounts/limits";
import { credit } from "./formats";

export const account = {
  email: "Email",
  password: "Password",
  passwordHint: `${SHORTEST_PASSWORD} characters or more`,
  joinTitle: "Create an account",
  joinButton: "Create account",
  joinGift: (credits: number) => `${credit(credits)} to start with. No card, no confirmation mail.`,
  joinGiftByMail: (credits: number) =>
    `${credit(credits)} to start with, once you have confirmed your address. No card.`,
  haveAccount: "Have an account?",
  signInTitle: "Sign in",
  signInButton: "Sign in",
  isNew: "New here?",
  cookieLost: "You were signed in, but this browser did not keep the cookie that says so",
  cookieLostText:
    "Allow cookies for this site in the browser’s settings, then sign in again. Without one no page can know that it is you.",
  promptIsKept: "Your prompt is kept until you are back.",
};
