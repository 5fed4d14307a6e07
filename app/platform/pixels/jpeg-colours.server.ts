import type { Component } from "../formats/jpeg-blocks.server";

/** The decoded values of one component, of which there may be fewer across and down than the picture has pixels. */
export type Source = { data: Uint8ClampedArray; width: number; across: number; down: number };

/** What the first three values of a pixel are: brightness, red and so on by themselves, or two differences to brightness. */
type Kind = "grey" | "rgb" | "differences";

/** Fills rows of red, green and blue from what the components hold; the fourth of four is black, as printers have it. */
export function colouring(segments: Buffer[], components: Component[], sources: Source[]) {
  const [first, second = first, third = first, black] = sources;
  const kind = kindOf(segments, components);
  const steps = sources.map(({ across }) => across);
  return (rgba: Uint8ClampedArray, y: number): void => {
    if (!first || !second || !third) return;
    const [rowA, rowB, rowC] = [first, second, third].map((source) => rowOf(source, y)) as [
      number,
      number,
      number,
    ];
    const [stepA = 1, stepB = stepA, stepC = stepA] = steps;
    for (let x = 0, at = 0; at < rgba.length; x++, at += 4) {
      const a = first.data[rowA + Math.floor(x * stepA)] ?? 128;
      if (kind === "grey") {
        rgba[at] = rgba[at + 1] = rgba[at + 2] = a;
        continue;
      }
      const b = second.data[rowB + Math.floor(x * stepB)] ?? 128;
      const c = third.data[rowC + Math.floor(x * stepC)] ?? 128;
      if (kind === "rgb") {
        rgba[at] = a;
        rgba[at + 1] = b;
        rgba[at + 2] = c;
      } else {
        rgba[at] = a + 1.402 * (c - 128);
        rgba[at + 1] = a - 0.344136 * (b - 128) - 0.714136 * (c - 128);
        rgba[at + 2] = a + 1.772 * (b - 128);
      }
    }
    if (black) darken(rgba, black, y, kind === "differences");
  };
}

function rowOf({ width, down }: Source, y: number): number {
  return Math.floor(y * down) * width;
}

/** Adobe writes the four colours as how much of each is missing, except the differences. */
function darken(rgba: Uint8ClampedArray, black: Source, y: number, isInverted: boolean): void {
  const row = rowOf(black, y);
  for (let x = 0, at = 0; at < rgba.length; x++, at += 4) {
    const share = (black.data[row + Math.floor(x * black.across)] ?? 255) / 255;
    for (let channel = at; channel < at + 3; channel++) {
      const value = rgba[channel] ?? 0;
      rgba[channel] = (isInverted ? 255 - value : value) * share;
    }
  }
}

/** Colours are by themselves never in JFIF, else as Adobe's segment or the components' names say. */
function kindOf(segments: Buffer[], components: Component[]): Kind {
  if (components.length === 1) return "grey";
  const adobe = segments.find((segment) => segment[1] === 0xee);
  const isByItself = adobe ? adobe[15] === 0 : components.length === 4;
  if (components.length === 4) return isByItself ? "rgb" : "differences";
  if (segments.some((segment) => segment[1] === 0xe0)) return "differences";
  const isNamed = String.fromCharCode(...components.map(({ id }) => id)) === "RGB";
  return isByItself || (!adobe && isNamed) ? "rgb" : "differences";
}
