import { formats } from "./formats";

/** The words of the page on which two pictures are compared. */
export const compare = {
  title: "Compare two pictures",
  acts: "How to compare",
  view: "How they are shown",
  ways: { beside: "Side by side", over: "One over the other" },
  onTop: "Which one is seen",
  names: { a: "Left", b: "Right" },
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
    elaborate: "Prompt elaborated",
    outpaint: "Extended",
    inputs: "Pictures brought",
  },
  differs: "differs",
};
