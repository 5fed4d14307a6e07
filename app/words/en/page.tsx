import type { ReactNode } from "react";

/** The words of what every page has around it. */
export const page = {
  /** Adds the site's name to the title of a page, unless the title names it already. */
  title: (title: string, site: string) => `${title} · ${site}`,
  errorTitle: (title: string) => `Error: ${title}`,
  skip: "Skip to the page",
  demo: "Demo",
  demoSentence: (code: (text: string) => ReactNode) => (
    <>
      <strong>Demo.</strong> A stand-in paints, not FLUX. Set {code("REPLICATE_API_TOKEN")} for real pictures.
    </>
  ),
  navigation: "Main",
  tabs: "Tabs",
  home: (site: string) => `${site}, first page`,
  about: "About this site",
  make: "Make",
  pictures: "Pictures",
  account: "Account",
  signIn: "Sign in",
  join: "Join",
  signOut: "Sign out",
  settings: "Settings",
  offline: "You are offline. This page and what you typed stay here until you are back.",
  language: "Language",
  theme: "Appearance",
  themes: { system: "System", light: "Light", dark: "Dark" },
};
