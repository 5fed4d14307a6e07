import type { ReactNode } from "react";

/** The words of what every page has around it. */
export const page = {
  /** Adds the product's name to the title of a page, unless the title names it already. */
  title: (title: string) => `${title} · Flux AI`,
  errorTitle: (title: string) => `Error: ${title}`,
  skip: "Skip to the page",
  demo: (code: (text: string) => ReactNode) => (
    <>
      <strong>Demo.</strong> A stand-in paints, not FLUX. Set {code("REPLICATE_API_TOKEN")} for real pictures.
    </>
  ),
  navigation: "Main",
  home: "Flux AI, to the first page",
  pictures: "Pictures",
  signIn: "Sign in",
  join: "Create account",
  signOut: "Sign out",
  signOutOf: (email: string) => `Signed in as ${email}`,
  settings: "Settings",
  language: "Language",
  theme: "Appearance",
  themes: { system: "System", light: "Light", dark: "Dark" },
};
