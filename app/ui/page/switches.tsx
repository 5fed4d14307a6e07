import type { ReactNode } from "react";
import type { Theme } from "~/http/preferences.server";
import { LANGUAGE_KEYS, LANGUAGES } from "~/platform/text/languages";
import { useWords } from "~/words/words";
import { FormToken } from "../form/form-token";
import { useAddress } from "./request-context";

/** Offers every language by its own name. The whole document is made anew in that language. */
export function LanguageSwitch() {
  const { page, language } = useWords();
  return (
    <Switch name="language" label={page.language}>
      {LANGUAGE_KEYS.map((key) => (
        <button
          key={key}
          type="submit"
          name="language"
          value={key}
          lang={key}
          aria-current={key === language ? "true" : undefined}
        >
          {LANGUAGES[key].name}
        </button>
      ))}
    </Switch>
  );
}

const THEME_KEYS: Theme[] = ["system", "light", "dark"];

export function ThemeSwitch({ chosen }: { chosen: Theme }) {
  const { page } = useWords();
  return (
    <Switch name="theme" label={page.theme}>
      {THEME_KEYS.map((key) => (
        <button
          key={key}
          type="submit"
          name="theme"
          value={key}
          aria-current={key === chosen ? "true" : undefined}
        >
          {page.themes[key]}
        </button>
      ))}
    </Switch>
  );
}

function Switch({ name, label, children }: { name: string; label: string; children: ReactNode }) {
  return (
    <form method="post" action="/settings" className="switch">
      <fieldset>
        <legend>{label}</legend>
        <input type="hidden" name="set" value={name} />
        <input type="hidden" name="back" value={useAddress() ?? "/"} />
        {children}
      </fieldset>
      <FormToken />
    </form>
  );
}
