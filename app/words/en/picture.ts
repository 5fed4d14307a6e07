import type { Work } from "~/models/model";
import type { Reason } from "~/models/reasons";
import { credit, formats } from "./formats";

/** Replicate's names of the ways in which a picture is extended. */
const WAYS: Record<string, string> = {
  "Zoom out 1.5x": "all around, half as large again",
  "Zoom out 2x": "all around, twice as large",
  "Make square": "to a square",
  "Left outpaint": "to the left",
  "Right outpaint": "to the right",
  "Top outpaint": "upwards",
  "Bottom outpaint": "downwards",
};

/** The words of the page of one picture. */
export const picture = {
  none: "No picture this time",
  fromCache: "The same order made this picture before, so it is free.",
  makeNew: "Make a new one",
  tryAgain: "Try again",
  changePrompt: "Change the prompt",
  lastFreeRefusal: "That was today’s last refund for a blocked picture. The next one costs its credit.",
  /** The reasons why there is no picture; each also says what it cost, and what can be done. */
  reasons: {
    moderated:
      "The picture was blocked by the safety filter. You were not charged. Change the prompt and try again.",
    moderated_kept:
      "The picture was blocked by the safety filter. Your credit was kept: today’s refunds for blocked pictures were used up. Change the prompt before you try again.",
    unavailable: "No pictures can be made right now. Your credit is back on your balance. Try again later.",
    busy: "The image service was too busy. Your credit is back on your balance. Try again in a few minutes.",
    failed:
      "The image service could not make this picture. Your credit is back on your balance. Try again, or change the prompt.",
    interrupted:
      "The image service broke off in the middle, each time it was asked. Your credit is back on your balance. Try again in a few minutes.",
    too_slow:
      "The picture took too long and was stopped. Your credit is back on your balance. Try again, or choose another model.",
    canceled: "The picture was cancelled. Your credit is back on your balance.",
    canceled_kept:
      "The picture was cancelled while it was being made. Your credit was kept, as the button said: today’s refunds for cancelling were used up.",
    day_is_spent:
      "The first try brought no picture, and today’s limit allows no second one. Your credit is back on your balance. Try again tomorrow.",
    bad_picture:
      "The image service sent something that is not a picture. Your credit is back on your balance. Try again.",
    not_cut_out:
      "Nothing stands out enough from its background to be cut out. Your credit is back on your balance. Try a picture with one clear subject.",
    no_answer:
      "The image service did not answer. Your credit is back on your balance. Try again in a few minutes.",
    not_brought:
      "This prompt comes from the site before this one, where it had no picture. You can order one here.",
    other: "The picture could not be made. Your credit is back on your balance. Try again.",
  } satisfies Record<Reason, string>,
  statuses: {
    in_line: "Waiting in line",
    reserved: "Credit taken, sending your prompt",
    running: "Making the picture",
    saving: "Saving it",
    succeeded: "Done",
    failed: "No picture, credit returned",
    canceled: "Cancelled, credit returned",
  },
  /** What a status is called when its credit was not returned. */
  creditKept: { failed: "No picture, credit kept", canceled: "Cancelled, credit kept" },
  /** What a status is called when there was no credit to return. */
  notBrought: { failed: "No picture", canceled: "No picture" },
  /** What a status is called in a small square. */
  tiles: {
    in_line: "In line",
    reserved: "Sending",
    running: "Making",
    saving: "Saving",
    succeeded: "Done",
    failed: "No picture",
    canceled: "Cancelled",
  },
  stage: "Picture",
  acts: "What to do with it",
  openWhole: "Open it whole",
  whole: "The whole picture",
  actualSize: "Actual size",
  file: "Open the file",
  close: "Close",
  filmstrip: "Other pictures",
  newest: "Your newest pictures",
  thread: "What it was made of, and what was made of it",
  beforeAfter: "Before or after",
  before: "Before",
  after: "After",
  both: "Both",
  edge: "Edge between before and after",
  beforeAlt: "The picture before it was changed",
  more: "More about this picture",
  share: "Share",
  details: "Details",
  copyPrompt: "Copy prompt",
  copyLink: "Copy link",
  copied: "Copied",
  broughtAlt: (number: number, of: number) =>
    of > 1 ? `Picture ${number} of ${of} that you added` : "The picture that you added",
  model: "Model",
  ratio: "Ratio",
  sameRatio: "Original",
  seed: "Seed",
  similarOnly:
    "Chosen for you, on the model’s fast path: used again, it gives a similar picture, not the same one.",
  date: "Date",
  size: "Size",
  sameSettings: "Same settings",
  sameSettingsAndSeed: "Same settings and seed",
  edit: "Edit",
  workOn: "Do more with it",
  /** What is done to the picture; `which` is a size such as 2×, or how much is varied. */
  offers: {
    enlarge: (which: string | null) => (which ? `Enlarge ${which}` : "Enlarge, sharper"),
    cut_out: (_: string | null) => "Remove background",
    extend: (_: string | null) => "Extend",
    vary: (which: string | null): string =>
      which === "little" ? "Vary a little" : which === "lot" ? "Vary a lot" : "Vary",
  } satisfies Record<Work, (which: string | null) => string>,
  extendWhere: "Where to",
  ways: (way: string) => WAYS[way] ?? way,
  compareWithBefore: "Compare with what it was made of",
  together: "All ordered together",
  download: "Download",
  withWords: "Include the prompt in the file",
  favorite: "Favourite",
  notFavorite: "Not a favourite",
  remove: "Delete",
  neighbours: "Newer and older pictures",
  newer: "Newer",
  older: "Older",
  receipt: "Receipt",
  free: "Free: the same order made this picture before.",
  costNothing: "It cost you nothing.",
  cost: (credits: number) => `It cost you ${credit(credits)}.`,
};

/** The words of the page on which two pictures are compared. */
export const compare = {
  title: "Compare two pictures",
  acts: "How to compare",
  view: "How they are shown",
  ways: { beside: "Side by side", over: "One over the other" },
  onTop: "Which one is seen",
  names: { a: "First", b: "Second" },
  pick: (name: string) => `Pick the ${name.toLowerCase()} one`,
  isFavorite: "Favourite",
  settings: (count: number) =>
    count === 0
      ? "Same settings"
      : formats.count(count, { one: "# setting differs", other: "# settings differ" }),
  setting: "Setting",
  settingNames: {
    prompt: "Prompt",
    model: "Model",
    ratio: "Ratio",
    size: "Size",
    seed: "Seed",
    guidance: "Guidance",
    steps: "Steps",
    strength: "Strength of the change",
    elaborate: "Details of the model’s own",
    outpaint: "Extended",
    inputs: "Pictures added",
  },
  differs: "differs",
};
