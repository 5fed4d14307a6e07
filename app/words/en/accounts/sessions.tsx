import type { ReactNode } from "react";

/** The words of the page that lists where somebody is signed in. */
export const sessions = {
  title: "Sessions",
  this: "this browser",
  unknown: "A browser we do not know",
  since: (when: ReactNode) => <>Signed in {when}</>,
  lastSeen: (when: ReactNode) => <>last seen {when}</>,
  end: "End",
  endOf: (browser: string) => `End: ${browser}`,
  endOthers: "End all other sessions",
  endOthersText: "Everybody else who is signed in to this account is signed out. You stay signed in here.",
};
