import type { Theme } from "~/http/preferences.server";
import { LANGUAGE_KEYS, LANGUAGES } from "~/platform/text/languages";
import { useWords } from "~/words/words";
import { FormToken } from "../form/form-token";
import { useAddress } from "./request-context";

/** Offers every language by its own name. The whole document is made anew in that language. */
export function LanguageSwitch() {
  const { page, language } = useWords();
  return (
    <Switch
      name="language"
      label={page.language}
      choices={LANGUAGE_KEYS.map((key) => ({ key, text: LANGUAGES[key].name, lang: key }))}
      chosen={language}
    />
  );
}

const THEME_KEYS: Theme[] = ["system", "light", "dark"];

export function ThemeSwitch({ chosen }: { chosen: Theme }) {
  const { page } = useWords();
  return (
    <Switch
      name="theme"
      label={page.theme}
      choices={THEME_KEYS.map((key) => ({ key, text: page.themes[key] }))}
      chosen={chosen}
    />
  );
}

type SwitchProps = {
  /** What is set, as the form of the settings calls it. */
  name: string;
  label: string;
  choices: { key: string; text: string; lang?: string }[];
  chosen: string;
};

function Switch({ name, label, choices, chosen }: SwitchProps) {
  return (
    <form method="post" action="/settings" className="switch">
      <fieldset>
        <legend>{label}</legend>
        <input type="hidden" name="set" value={name} />
        <input type="hidden" name="back" value={useAddress() ?? "/"} />
        {choices.map(({ key, text, lang }) => (
          <button
            key={key}
            type="submit"
            name={name}
            value={key}
            lang={lang}
            aria-current={key === chosen ? "true" : undefined}
          >
            {text}
          </button>
        ))}
      </fieldset>
      <FormToken />
    </form>
  );
}
