import { LEAVING_DAYS } from "~/accounts/leaving/limits";
import { formats } from "../formats";

const days = formats.count(LEAVING_DAYS, { one: "# day", other: "# days" });

/** The words of leaving, and of taking all along. */
export const leaving = {
  title: "Delete my account",
  goes: "What goes",
  goesText:
    "Your address and password, every picture, prompt and upload, collections, shared links, and what is left of your credits. Links that you shared show nothing from the moment you press the button, and you are signed out everywhere.",
  stays: "What stays",
  staysText:
    "The lines of your credits: what was given, spent and paid, and when, without your name or address, as bookkeeping asks. And a mark that your mailbox had its free credits, from which nobody can read the address.",
  undone: `Can be undone for ${days}`,
  undoneText: `Sign in within ${days}, and everything is as it was, shared links too. After that all of it is removed for good, and nobody can bring it back.`,
  before: "Download everything first",

  takeAll: "Download everything",
  takeAllText:
    "A zip with your account, sessions, credits, purchases, collections and shared links, and your pictures with a list of prompts, models, seeds, dates and costs.",
  brought: "Pictures that you uploaded",
  lists: "Download all but the pictures",
  picturesInParts: "The pictures, in parts",
};
