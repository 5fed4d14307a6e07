import Negotiator from "negotiator";
import { addressOf } from "~/platform/address.server";
import { DEFAULT_LANGUAGE, isLanguage, type Language } from "~/platform/languages";
import { chosenLanguage } from "./preferences.server";

/** As browsers ask for them; whoever asks for any Chinese reads this one sooner than English. */
const ASKED_AS: Record<string, Language> = { en: "en", zh: "zh-Hans" };

/** What the address says (`?lang=`), else what the visitor chose, else what their browser prefers, else English. */
export function languageOf(request: Request): Language {
  return languageInAddress(request) ?? chosenLanguage(request) ?? preferred(request) ?? DEFAULT_LANGUAGE;
}

export function languageInAddress(request: Request): Language | null {
  const asked = addressOf(request).searchParams.get("lang");
  return isLanguage(asked) ? asked : null;
}

function preferred({ headers }: Request): Language | undefined {
  const asked = new Negotiator({ headers: { "accept-language": headers.get("Accept-Language") ?? "" } });
  return ASKED_AS[asked.language(Object.keys(ASKED_AS)) ?? ""];
}
