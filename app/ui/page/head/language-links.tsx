import { useSearchParams } from "@remix-run/react";
import { isLanguage, LANGUAGE_KEYS } from "~/platform/text/languages";

/** Tells search engines in which languages a public page exists, and at which addresses. */
export function LanguageLinks({ origin, pathname }: { origin: string; pathname: string }) {
  const [search] = useSearchParams();
  const address = (language: string | null) =>
    origin + pathname + (isLanguage(language) ? `?lang=${language}` : "");
  return (
    <>
      <link rel="canonical" href={address(search.get("lang"))} />
      {LANGUAGE_KEYS.map((language) => (
        <link key={language} rel="alternate" hrefLang={language} href={address(language)} />
      ))}
      <link rel="alternate" hrefLang="x-default" href={address(null)} />
    </>
  );
}
