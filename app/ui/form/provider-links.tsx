import type { ProviderName } from "~/accounts/providers/providers.server";
import { useWords } from "~/words/words";
import { FormToken } from "./form-token";

type ProviderLinksProps = {
  providers: ProviderName[];
  /** The search of the page, with the way back and the invite. */
  search: string;
  /** What was typed before, as a form sends it. */
  draft: string | undefined;
  formToken: string | undefined;
};

/** The ways to sign in by another site: plain links, or buttons where something that was typed is to come along. */
export function ProviderLinks({ providers, search, draft, formToken }: ProviderLinksProps) {
  const { signInWith } = useWords();
  if (providers.length === 0) return null;
  return (
    <div className="stack">
      {providers.map(({ id, name }) =>
        draft ? (
          <form key={id} method="post" action={`/login/with/${id}${search}`}>
            <button type="submit">{signInWith.by(name)}</button>
            <input type="hidden" name="draft" value={draft} />
            <FormToken token={formToken} />
          </form>
        ) : (
          <a key={id} className="button" href={`/login/with/${id}${search}`} rel="nofollow">
            {signInWith.by(name)}
          </a>
        ),
      )}
    </div>
  );
}
