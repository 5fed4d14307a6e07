import { texts } from "virtual:own-files";
import type { Language } from "~/platform/text/languages";
import { kindsIn, type Text, type TextKind, textIn } from "./texts";

/** The texts that this site has, of which the build knows. */
export const OWN_TEXTS = kindsIn(texts);

/** A text of this site's, in the visitor's language if there is one; null for a text that it does not have. */
export function ownText(kind: TextKind, language: Language): Text | null {
  return textIn(texts, kind, language);
}
