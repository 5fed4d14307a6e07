import type { AskToConfirm } from "~/operators/confirm.server";
import { useWords } from "~/words/words";
import { CodeField } from "../account/factor/code-field";
import { ProofField, WithProof } from "../account/proof";
import { FormToken } from "../form/form-token";
import { FormPage } from "../page/form-page";

/** Stands before an act: whoever has found a browser open does not get past it. What was typed goes along. */
export function ConfirmPage({ ask }: { ask: AskToConfirm }) {
  const { operator } = useWords();
  return (
    <FormPage title={operator.confirmTitle} errors={ask.errors}>
      <p>{operator.confirmText}</p>
      <WithProof proof={ask.by === "code" ? "nothing" : ask.by} page={ask.back}>
        <form method="post" action="/operator/confirm" noValidate className="stack">
          {ask.by === "code" ? (
            <CodeField errors={ask.errors} hint={operator.codeHint} />
          ) : (
            <ProofField proof={ask.by} errors={ask.errors} />
          )}
          <input type="hidden" name="back" value={ask.back} />
          <input type="hidden" name="kept" value={ask.kept} />
          <button type="submit" className="primary">
            {operator.goOn}
          </button>
          <FormToken />
        </form>
      </WithProof>
    </FormPage>
  );
}
