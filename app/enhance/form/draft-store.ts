import { stored } from "../storage";

const KEY = "draft";

/** Whose draft it is, and what of the form was typed and chosen. */
export type Draft = { person: string; fields: [name: string, value: string][] };

export function keepDraft(draft: Draft): void {
  stored(() => sessionStorage.setItem(KEY, JSON.stringify(draft)));
}

export function forgetDraft(): void {
  stored(() => sessionStorage.removeItem(KEY));
}

export function keptDraft(): Draft | null {
  return stored(() => JSON.parse(sessionStorage.getItem(KEY) ?? "null"));
}
