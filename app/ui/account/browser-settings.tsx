import { useWords } from "~/words/words";
import { FormToken } from "../form/form-token";
import { useRootData } from "../page/root-data";
import { LanguageSwitch, ThemeSwitch } from "../page/switches";

/** What a browser remembers, whoever is signed in: language, appearance and keys. */
export function BrowserSettings() {
  const { settings } = useWords();
  const known = useRootData();
  return (
    <>
      <h2>{settings.ofThisBrowser}</h2>
      <LanguageSwitch />
      <ThemeSwitch chosen={known?.theme ?? "system"} />
      <h2>{settings.keys}</h2>
      <dl>
        <dt>
          <kbd>←</kbd> <kbd>→</kbd>
        </dt>
        <dd>{settings.arrows}</dd>
        <dt>
          <kbd>/</kbd>
        </dt>
        <dd>{settings.slash}</dd>
      </dl>
      <p>{settings.neverWhileTyping}</p>
      <form method="post" action="/settings" className="stack">
        <input type="hidden" name="set" value="shortcuts" />
        <label className="check">
          <input type="checkbox" name="shortcuts" value="1" defaultChecked={known?.hasShortcuts ?? true} />
          {settings.useKeys}
        </label>
        <button type="submit">{settings.save}</button>
        <FormToken />
      </form>
    </>
  );
}
