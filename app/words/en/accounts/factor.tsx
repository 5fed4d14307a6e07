import type { ReactNode } from "react";
import { RECOVERY_CODES, SET_UP_MINUTES } from "~/accounts/factor/limits";
import { formats } from "../formats";

/** The words of the second factor: setting it up, its codes, and where they are asked for. */
export const factor = {
  title: "Second factor",
  lead: "Whoever signs in with your password is asked for a code, too. An app on your phone shows it: Google Authenticator, 1Password, Aegis, or any other for one-time codes.",
  setUp: "Set up",
  setUpTitle: "Set up a second factor",
  scan: "Scan this with the app.",
  qrLabel: "The secret below, for a camera",
  orType: "Or type the secret into it.",
  setUpOver: `That took more than ${SET_UP_MINUTES} minutes, or was done elsewhere.`,

  code: "Code",
  codeHint: "The 6 digits that the app shows now",
  turnOn: "Turn on",

  recoveryCodes: "Recovery codes",
  recoveryCodesLead: `The second factor is on, and all other sessions have ended. If you lose the app, each of these ${RECOVERY_CODES} codes lets you in once in its place. They are shown this once: print them, or keep them where you keep passwords.`,
  codesKept: "I have saved them",

  isOn: (since: ReactNode) => <>A code has been asked for since {since}.</>,
  off: "Off",
  on: "On",
  codesLeft: (count: number) =>
    count === 0
      ? "No recovery codes are left. Make new ones."
      : `${formats.count(count, { one: "# recovery code is left", other: "# recovery codes are left" })}.`,
  change: "Change it",
  changeLead: "New codes replace the old ones. A recovery code works in place of one from the app.",
  makeNewCodes: "Make new codes",
  turnOff: "Turn off",

  codeTitle: "One more step",
  continue: "Continue",
  useRecoveryCode: "Use a recovery code",
  useApp: "Use the code from the app",
  recoveryCode: "Recovery code",
  recoveryCodeHint: "24 letters and digits. Each works once.",
};
