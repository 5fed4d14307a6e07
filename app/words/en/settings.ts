export const settings = {
  title: "Settings",
  ofThisBrowser: "They belong to this browser.",
  keys: "Keyboard shortcuts",
  arrows: "On a picture’s page: the newer, the older one",
  slash: "To the prompt, from any page",
  neverWhileTyping: "They never act while you type, nor together with Ctrl, Alt or ⌘.",
  useKeys: "Use these keys",
  save: "Save",
};
