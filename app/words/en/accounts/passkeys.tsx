import type { ReactNode } from "react";

/** The words of passkeys: making, naming and removing them, and signing in with one. */
export const passkeys = {
  title: "Passkeys",
  one: "Passkey",
  lead: "A passkey lets you in without a password: your phone, computer or key keeps it, and asks for your finger, face or PIN.",
  add: "Add a passkey",
  now: "Your browser asks where the passkey is to be kept. If it does not, press the button.",
  continue: "Continue",
  needsScript: "Passkeys need JavaScript, which is off in this browser.",
  signIn: "Sign in with a passkey",
  notUsed: "The passkey was not used. Try again, or go on without it.",
  since: (when: ReactNode) => <>since {when}</>,
  lastUsed: (when: ReactNode) => <>last used {when}</>,
  neverUsed: "not used yet",
  name: "Name",
  rename: "Rename",
  removeIt: "Remove it",
  removeLead: "This site forgets the passkey. Your device may go on offering it until you delete it there.",
  remove: "Remove",
};
