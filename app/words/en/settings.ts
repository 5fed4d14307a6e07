export const settings = {
  title: "Settings",
  ofThisBrowser: "On this browser",
  keys: "Keyboard shortcuts",
  arrows: "On a picture’s page: newer, older",
  slash: "To the prompt, from any page",
  neverWhileTyping: "They never act while you type, nor together with Ctrl, Alt or ⌘.",
  useKeys: "Use these keys",
  save: "Save",
};
