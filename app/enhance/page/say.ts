const region = document.createElement("p");
region.className = "hidden";
region.setAttribute("role", "status");
document.body.appendChild(region);

/** Has a text read out by a screen reader. */
export function say(text: string): void {
  region.textContent = text;
}
