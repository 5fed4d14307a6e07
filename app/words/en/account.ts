import { SHORTEST_PASSWORD } from "~/accounts/limits";
import { credit } from "./formats";

export const account = {
  email: "Email",
  password: "Password",
  passwordHint: `${SHORTEST_PASSWORD} characters or more`,
  joinTitle: "Create an account",
  joinButton: "Create account",
  joinGift: (credits: number) => `${credit(credits)} to start with. No card, no confirmation mail.`,
  haveAccount: "Have an account?",
  signInTitle: "Sign in",
  signInButton: "Sign in",
  isNew: "New here?",
  promptIsKept: "Your prompt is kept until you are back.",
};
