import type { Text, TextKind } from "~/site/texts";
import { useWords } from "~/words/words";

/** A text of whoever runs the site; in another language than the visitor's it says so. */
export function OwnText({ kind, text: { html, language } }: { kind: TextKind; text: Text }) {
  const { texts, language: own } = useWords();
  return (
    <div className="own-text">
      {language !== own && <p className="hint">{texts.onlyElsewhere}</p>}
      <article lang={language === own ? undefined : language}>
        {!html.startsWith("<h1>") && <h1>{texts[kind]}</h1>}
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a file of the site's own, in which the build leaves no HTML but its own. */}
        <div dangerouslySetInnerHTML={{ __html: html }} />
      </article>
    </div>
  );
}
