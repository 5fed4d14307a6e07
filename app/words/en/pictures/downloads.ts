import { formats, pictures } from "../formats";

/** The words of the page on which everything is downloaded as zips. */
export const downloads = {
  title: "Download all pictures",
  titleOf: (name: string) => `Download “${name}”`,
  furtherParts: "Further parts",
  explained:
    "Each part is a zip with the pictures and a list of prompts, models, seeds, dates and costs, as JSON and CSV. If one breaks off, download that part again: the pictures stay here.",
  withWords: "Include prompt and seed in the files",
  part: (number: number, count: number) => `Part ${formats.number(number)}: ${pictures(count)}`,
  to: "to",
};
