import type { Text, TextKind } from "~/site/texts";
import { useWords } from "~/words/words";
import type { PageHandle } from "../page-handle";

/** What the document must know of the page of such a text. */
export function handleOfText(kind: TextKind): PageHandle {
  return { title: ({ texts }) => texts[kind], isPublic: true, needsScripts: false };
}

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
