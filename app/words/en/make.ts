import type { Left } from "~/credits/allowances.server";
import { HIGHEST_SEED } from "~/models/limits";
import type { Range } from "~/models/model";
import { LARGEST_UPLOAD_MB, MOST_MEGAPIXELS } from "~/pictures/limits";
import { credit, formats, pictures } from "./formats";

const SEED_HINT = `Optional: a whole number from 0 to ${HIGHEST_SEED}. The same prompt, model, ratio and seed give the same picture; several pictures take this seed and the ones after it.`;
const PICTURE_HINT = `PNG, JPEG or WebP, up to ${LARGEST_UPLOAD_MB} MB and ${MOST_MEGAPIXELS} megapixels. Only you see it; places and names that the file records are removed.`;

/** The words of the form that orders pictures, and of what may stand above and below it. */
export const make = {
  title: "Make a picture",
  prompt: "Prompt",
  promptExample: "A lighthouse in a storm, oil painting",
  changeExample: "Make it winter",
  promptHint: "Ctrl or ⌘ and Enter sends",
  /** How much of the longest prompt is used; told when little is left. */
  characters: (count: number, most: number) =>
    `${formats.number(count)} of ${formats.number(most)} characters`,
  model: "Model",
  moreModels: "More models",
  groups: {
    words: "From words",
    either: "From words, or from your pictures",
    picture: "To change a picture",
  },
  unread:
    "This model does not read Chinese: a Chinese prompt costs the same and hardly shows in the picture. FLUX.2 and the models of other makers read it.",
  ratio: "Ratio",
  sameRatio: "Original",
  nearestRatio: "A model without the chosen ratio or size takes the nearest that it has.",
  size: "Size",
  /** A size as its model names it. */
  sizeNamed: (label: string) => label,
  megapixels: (count: number) => formats.count(count, { one: "# megapixel", other: "# megapixels" }),
  count: "How many",
  advanced: "Advanced",
  beyond: "More than your balance",
  getCredits: "Get credits",
  seed: "Seed",
  seedHint: SEED_HINT,
  seedHintFastPath: `${SEED_HINT} A seed of your own turns off the model’s fast path, which gives another picture each time; it takes a little longer.`,
  guidance: "Guidance",
  guidanceHint: ({ lowest, highest, usual }: Range) =>
    `Optional: from ${lowest} to ${highest}, ${usual} when left empty. Higher keeps closer to the prompt.`,
  steps: "Steps",
  stepsHint: ({ lowest, highest, usual }: Range) =>
    `Optional: from ${lowest} to ${highest}, ${usual} when left empty. More takes longer and shows finer detail.`,
  strength: "Strength of the change",
  strengthHint: ({ usual }: { usual: number }) =>
    `Optional, for a picture that you add: from 0, nothing changes, to 1, nothing stays; ${usual} when left empty.`,
  detail: "Detail of your pictures",
  each: (price: string) => `+${price} each`,
  elaborate: "Let the model add details of its own",
  bring: "Add a picture",
  bringMost: (most: number) =>
    most > 1 ? `This model takes up to ${pictures(most)}.` : "This model takes one picture.",
  picturesNeeded: (most: number, other: string) =>
    `This model changes ${most > 1 ? `up to ${pictures(most)}` : "one picture"}: without one, ${other} is used.`,
  morePictures: "With more pictures than that, another model is used, if it costs no more.",
  pictureAdds: (price: string) => `Each adds up to ${price} to the price.`,
  pictureGoesTo: (model: string, price: string) =>
    `This model takes no picture: with one, ${model} is used, for ${price}.`,
  fromHistory: "Choose from your pictures",
  pictureHint: PICTURE_HINT,
  bringSignedOut: "Create an account to add a picture",
  leaveOut: "Leave it out",
  toBeChanged: (number: number, of: number) => (of > 1 ? `Picture ${number} of ${of}` : "To be changed"),
  generate: "Generate",
  generating: "Generating",
  short: (cost: number, credits: number) =>
    `You need ${credit(cost)} and have ${formats.number(credits)}. Your prompt is saved.`,
  full: (most: number) =>
    `You have ${formats.count(most, { one: "# order", other: "# orders" })} on the way, the most there can be at once. Nothing was charged and your prompt is saved: send it again when one is done.`,
  spent: (left: number) =>
    left === 0
      ? "Today’s limit of pictures is reached. Nothing was charged and your prompt is saved: send it again tomorrow."
      : `Only ${formats.count(left, { one: "# more picture", other: "# more pictures" })} can be ordered today. Nothing was charged and your prompt is saved: order fewer, or send it again tomorrow.`,
  closed: "No new orders are taken at the moment. Nothing was charged and your prompt is saved.",
  againFrom: "A new day begins:",
  refusalsLeft: ({ left, most }: Left) =>
    `If the safety filter blocks the picture, your credit comes back: ${formats.number(left)} of ${formats.number(most)} left today.`,
  refusalsUsedUp:
    "If the safety filter blocks the picture, your credit is kept: today’s refunds for blocked pictures are used up.",
  offered: "You have this one already",
  offeredText: "The same order made this picture. Nothing was charged.",
  showIt: "Show it",
  makeNew: "Make a new one",
  joinAndMake: "Create account and make it",
  used: "This form was already used for another picture. Nothing was charged and your prompt is saved: send it again.",
  examples: "No idea yet? Begin with one of these",
  examplePrompts: [
    "A lighthouse in a storm, oil painting",
    "A red balloon over green hills at sunset",
    "Misty forest at dawn",
  ],
};
