/** The words for sharing a picture: those that its owner reads, and those on the shared page. */
export const sharing = {
  isShared: "Whoever has this link sees the picture, until you revoke it.",
  isPrivate: "Only you see this picture. A link shows it to whoever has the link, until you revoke it.",
  withPrompt: "Show the prompt",
  indexable: "Let search engines list it",
  make: "Make a link",
  toPicture: "To the picture",
  change: "Change the link",
  revoke: "Revoke the link",
  untitled: "A picture made by AI",
  noPrompt: (site: string) => `A picture made with ${site}`,
  aiGenerated: "AI-generated",
  madeWith: (site: string) => `Made with ${site}.`,
  makeYourOwn: "Make a picture of your own",
};
