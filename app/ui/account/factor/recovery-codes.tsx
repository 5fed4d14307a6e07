import { inFours } from "~/platform/text/in-fours";
import { useWords } from "~/words/words";

/** The recovery codes, this once. */
export function RecoveryCodes({ codes }: { codes: string[] }) {
  const { factor } = useWords();
  return (
    <div className="narrow">
      <h1>{factor.recoveryCodes}</h1>
      <p>{factor.recoveryCodesLead}</p>
      <ol className="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{inFours(code)}</code>
          </li>
        ))}
      </ol>
      <p>
        <a className="button primary" href="/account/factor">
          {factor.codesKept}
        </a>
      </p>
    </div>
  );
}
