/** In UTF-16 units: no line of a card holds more, and nobody listens to more before they go on. */
const LONGEST_CAPTION = 80;

/** What a small picture is called: its prompt, or as much of it as tells one picture from another. */
export function captionOf(prompt: string): string {
  return prompt.length > LONGEST_CAPTION
    ? `${[...prompt.slice(0, LONGEST_CAPTION)].slice(0, -1).join("")}…`
    : prompt;
}
