import type { ReactNode } from "react";
import type { CancelOffer } from "~/credits/allowances.server";
import { formats } from "./formats";

const nth = (place: number) => formats.ordinal(place, { one: "#st", two: "#nd", few: "#rd", other: "#th" });

/** The words shown while a picture is being made. */
export const waiting = {
  title: "Your picture is on its way",
  titleOfSeveral: "Your pictures are on their way",
  together: "Ordered together",
  stages: {
    received: "Request received",
    taken: "Credit taken",
    making: "Making the picture",
    saving: "Saving it",
    done: "Done",
  },
  now: (status: string) => `${status}…`,
  /** `about` is how long it takes: the image service takes only so many pictures a minute. */
  inLine: (place: number, about: string) => `${nth(place)} in line, about ${about}`,
  seconds: (count: number) => formats.count(count, { one: "# second", other: "# seconds" }),
  minutes: (count: number) => formats.count(count, { one: "# minute", other: "# minutes" }),
  whyInLine: "The image service takes only so many pictures a minute.",
  stillAtWork: "Still at work",
  allDone: "All done",
  youCanLeave: (link: (text: string) => ReactNode) => (
    <>You can leave: it goes on without you, and the picture will be among {link("your pictures")}.</>
  ),
  checkNow: "Check now",
  writeMeanwhile: "Write the next prompt meanwhile",
  /** The button to cancel, which says what that costs. */
  cancel: ({ terms, left, most }: CancelOffer) => {
    if (terms === "free") return "Cancel (free)";
    if (terms === "kept") return "Cancel: the credit is kept, since it is being made already";
    return `Cancel: you get the credit back, ${formats.number(left)} of ${formats.number(most)} left today`;
  },
  canceling: "Cancelling…",
  looksAgain: (seconds: number) =>
    `This page reloads in ${formats.count(seconds, { one: "# second", other: "# seconds" })}.`,
  stopLooking: "Stop reloading",
};
