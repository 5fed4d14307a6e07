import type { InTheWay } from "~/accounts/providers/problem-page.server";
import { isProblem } from "~/accounts/providers/problems";
import { useWords } from "~/words/words";
import { FormToken } from "../../form/form-token";
import { From } from "../../page/when";

type ProblemPageProps = Omit<InTheWay, "status" | "againAt"> & {
  againAt?: string | undefined;
  formToken: string | undefined;
};

/** Says why nobody is signed in by another site, and how to go on; what was typed before comes along. */
export function ProblemPage({ why, provider, againAt, again, draft, isAdding, formToken }: ProblemPageProps) {
  const { account, limits, mistakes, signInWith } = useWords();
  const { title, text } = isProblem(why)
    ? signInWith.problems[why](provider.name)
    : { title: signInWith.notSignedIn, text: mistakes[why] };
  return (
    <div className="narrow">
      <h1>{title}</h1>
      <p>{text}</p>
      {againAt && <p>{limits.againFrom(<From at={againAt} />)}</p>}
      {draft && <p>{account.promptIsKept}</p>}
      {again && (
        <p>
          <a className="button primary" href={again}>
            {signInWith.tryAgain(provider.name)}
          </a>
        </p>
      )}
      {isAdding ? (
        <p>
          <a href="/account/ways">{signInWith.ways}</a>
        </p>
      ) : draft ? (
        <form method="post" action="/login">
          <button type="submit">{signInWith.otherwise}</button>
          <input type="hidden" name="draft" value={draft} />
          <FormToken token={formToken} />
        </form>
      ) : (
        <p>
          <a href="/login">{signInWith.otherwise}</a>
        </p>
      )}
    </div>
  );
}
