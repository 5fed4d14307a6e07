import type { ReactNode } from "react";
import type { Proof } from "~/accounts/ways/ask.server";
import type { FormErrors } from "~/http/forms.server";
import { useWords } from "~/words/words";
import { PasswordField } from "./password-field";

/** The field of a form that only its account's person may send: for the password, where there is one. */
export function ProofField({ proof, errors }: { proof: Proof; errors: FormErrors | undefined }) {
  return proof === "password" ? <PasswordField name="current_password" errors={errors} /> : null;
}

type WithProofProps = {
  proof: Proof;
  /** The page on which the form stands, to which they come back. */
  page: string;
  /** The form. */
  children: ReactNode;
};

/** Such a form; or, where there is no password and it is a while since they signed in, the way to it. */
export function WithProof({ proof, page, children }: WithProofProps) {
  const { signInWith } = useWords();
  if (proof !== "sign_in") return children;
  return (
    <>
      <p>{signInWith.signInFirst}</p>
      <p>
        <SignInAgain page={page} />
      </p>
    </>
  );
}

/** The way to signing in once more, by whichever way there is, and back to the page. */
export function SignInAgain({ page }: { page: string }) {
  const { signInWith } = useWords();
  return (
    <a className="button" href={`/login?${new URLSearchParams({ anew: "", redirectTo: page })}`}>
      {signInWith.signInAgain}
    </a>
  );
}
