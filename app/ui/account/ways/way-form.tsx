import type { ProviderName } from "~/accounts/providers/providers.server";
import type { Proof } from "~/accounts/ways/ask.server";
import type { FormErrors } from "~/http/forms.server";
import { useWords } from "~/words/words";
import { FormToken } from "../../form/form-token";
import { FormPage } from "../../page/form-page";
import { ProofField, WithProof } from "../proof";

type WayFormProps = ProviderName & {
  /** Whether this site knows them, and by which address. */
  isKnown: boolean;
  email: string | null;
  isLast: boolean;
  proof: Proof;
  errors: FormErrors | undefined;
};

/** Adds another site to the ways to sign in, or removes it; asks for the password where there is one. */
export function WayForm({ errors, ...way }: WayFormProps) {
  const { signInWith } = useWords();
  const { id, name, isKnown, email, proof } = way;
  const ways = <a href="/account/ways">{signInWith.ways}</a>;
  return (
    <FormPage title={isKnown ? name : signInWith.add(name)} errors={errors}>
      {isKnown ? <p dir="auto">{signInWith.signsIn(email ?? name)}</p> : <p>{signInWith.addText(name)}</p>}
      {way.isLast ? (
        <p>{signInWith.isLast}</p>
      ) : (
        <WithProof proof={proof} page={`/account/ways/${id}`}>
          <form method="post" noValidate className="stack">
            <input type="hidden" name="do" value={isKnown ? "remove" : "add"} />
            <ProofField proof={proof} errors={errors} />
            <button type="submit" className={isKnown ? undefined : "primary"}>
              {isKnown ? signInWith.remove : signInWith.addButton}
            </button>
            <FormToken />
          </form>
        </WithProof>
      )}
      <p>{ways}</p>
    </FormPage>
  );
}
