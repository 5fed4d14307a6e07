import type { Factor } from "~/accounts/factor/turn-off.server";
import type { Proof } from "~/accounts/ways/ask.server";
import type { FormErrors } from "~/http/forms.server";
import { useWords } from "~/words/words";
import { FormToken } from "../../form/form-token";
import { FormPage } from "../../page/form-page";
import { When } from "../../page/when";
import { ProofField, WithProof } from "../proof";
import { CodeField } from "./code-field";

type Asked = { errors: FormErrors | undefined; proof: Proof };

/** What a second factor is, and the way to one. */
export function FactorIsOff({ errors, proof }: Asked) {
  const { factor } = useWords();
  return (
    <FormPage title={factor.title} errors={errors}>
      <p>{factor.lead}</p>
      <WithProof proof={proof} page="/account/factor">
        <form method="post" action="/account/factor" noValidate className="stack">
          <ProofField proof={proof} errors={errors} />
          <button type="submit" className="primary">
            {factor.setUp}
          </button>
          <FormToken />
        </form>
      </WithProof>
    </FormPage>
  );
}

/** That a second factor is on, and what is done with it, which takes the password and a code. */
export function FactorIsOn({
  factor: { since, recoveryCodesLeft },
  errors,
  proof,
}: Asked & { factor: Factor }) {
  const { factor } = useWords();
  return (
    <FormPage title={factor.title} errors={errors}>
      <p>{factor.isOn(<When at={since} />)}</p>
      <p>{factor.codesLeft(recoveryCodesLeft)}</p>
      <h2>{factor.change}</h2>
      <p>{factor.changeLead}</p>
      <WithProof proof={proof} page="/account/factor">
        <form method="post" action="/account/factor" noValidate className="stack">
          <ProofField proof={proof} errors={errors} />
          <CodeField errors={errors} hint={factor.codeHint} />
          <div className="actions">
            <button type="submit" name="do" value="codes">
              {factor.makeNewCodes}
            </button>
            <button type="submit" name="do" value="off">
              {factor.turnOff}
            </button>
          </div>
          <FormToken />
        </form>
      </WithProof>
    </FormPage>
  );
}
