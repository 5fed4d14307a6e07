import { credit } from "./formats";

/** The words of the first page for whoever is not signed in. */
export const welcome = {
  title: "Flux AI: pictures from words",
  description:
    "Type a prompt, pay a credit, get a FLUX picture, and find it again. Failures cost nothing. Works without JavaScript.",
  heading: "Pictures from words",
  lead: "Say what you want to see. FLUX paints it in seconds, and it is yours to keep, search and share.",
  facts: {
    start: (credits: number) => ({ title: `${credit(credits)} free`, text: "When you create an account." }),
    noStart: { title: "Free to look around", text: "An account is an e-mail address and a password." },
    price: (from: number) => ({
      title: `From ${credit(from)} a picture`,
      text: "The price is on the button before you press it.",
    }),
    failures: (refusals: number) => ({
      title: "Failures cost nothing",
      text: `If the service makes no picture, the credit comes back by itself${refusals > 0 ? `; so it does for ${refusals} a day that the safety filter blocks` : ", but not if the safety filter blocks yours"}.`,
    }),
  },
  examples: "Made with this app",
  examplesHint: "Painted by its demo, which needs no account anywhere. Choose one to start from its prompt.",
  prompts: {
    lighthouse: "A lighthouse in a storm, oil painting",
    forest: "Misty forest at dawn",
    cat: "A black cat under the moon",
    planet: "A purple galaxy with a teal planet",
    balloon: "A red balloon over green hills at sunset",
    castle: "A castle under the aurora",
  },
};
