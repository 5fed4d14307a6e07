import type { ReactNode } from "react";

/** The words around the texts of whoever runs the site. */
export const texts = {
  terms: "Terms",
  privacy: "Privacy",
  imprint: "Imprint",
  onlyElsewhere: "There is no English version of this text.",
  accepts: (link: (text: string) => ReactNode) => <>By joining you accept the {link("terms")}.</>,
  aboutData: (link: (text: string) => ReactNode) => <>What is done with your data: {link("privacy")}.</>,
};
