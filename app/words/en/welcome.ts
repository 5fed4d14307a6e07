import { credit } from "./formats";

/** The words of the first page for whoever is not signed in. */
export const welcome = {
  title: (site: string) => `${site}: pictures from words`,
  description:
    "Type a prompt, pay a credit, get a FLUX picture, and find it again. If the image service fails, the credit comes back. Works without JavaScript.",
  heading: "Pictures from words",
  costs: (gift: number, from: number) =>
    `${gift > 0 ? `Joining gives you ${credit(gift)}.` : "Joining takes an e-mail address and a password."} A picture costs ${credit(from)} or more, and nothing if the image service fails.`,
  examples: "Painted by the demo. Choose one to start from its prompt.",
  prompts: {
    lighthouse: "A lighthouse in a storm, oil painting",
    forest: "Misty forest at dawn",
    cat: "A black cat under the moon",
    planet: "A purple galaxy with a teal planet",
    balloon: "A red balloon over green hills at sunset",
    castle: "A castle under the aurora",
  },
};
