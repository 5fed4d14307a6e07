import { createContext, useContext } from "react";
import type { en } from "./en";

/** Every word of the app. A language that lacks one, or has one too many, does not compile. */
export type Words = typeof en;

export const WordsContext = createContext<Words | null>(null);

/** The app's words in the visitor's language. */
export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error("No words: the entry did not provide them");
  return words;
}
