import { formatsOf } from "../formats";

/** Days before months, and a clock of 24 hours: read the same on both sides of the Atlantic with the month in letters. */
export const formats = formatsOf("en-GB");

export const credit = (count: number) => formats.count(count, { one: "# credit", other: "# credits" });
export const pictures = (count: number) => formats.count(count, { one: "# picture", other: "# pictures" });
