import type { ReactNode } from "react";
import { formats } from "../formats";

const people = (count: number) => formats.count(count, { one: "# person", other: "# people" });

/** The words of the page on which a person makes links that invite others. */
export const invites = {
  title: "Invites",
  lead: "Here only people with an invite may join. Make a link and send it to whom you like.",
  make: "Make a link",
  uses: "For how many people",
  people,
  days: "For how long",
  ofDays: (count: number) => formats.count(count, { one: "# day", other: "# days" }),
  left: (count: number) =>
    count > 0
      ? `You may invite ${formats.count(count, { one: "# more person", other: "# more people" })}.`
      : "You have invited as many people as you may.",
  stillFor: (left: number, uses: number, when: ReactNode) => (
    <>
      {formats.number(left)} of {people(uses)} may still join, until {when}
    </>
  ),
  over: "Over",
  wasFor: (uses: number) => `A link for ${people(uses)}`,
  copy: "Copy link",
  end: "End",
};
