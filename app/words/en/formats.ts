import { formatsOf } from "../formats";

/** British formats: a clock of 24 hours, and days before months in letters, which nobody misreads. */
export const formats = formatsOf("en-GB");

/** What parts a sentence from the next, or from a link, where a page puts them side by side. */
export const between: string = " ";

export const credit = (count: number) => formats.count(count, { one: "# credit", other: "# credits" });
export const pictures = (count: number) => formats.count(count, { one: "# picture", other: "# pictures" });
