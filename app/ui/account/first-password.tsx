import type { FormErrors } from "~/http/forms.server";
import { useWords } from "~/words/words";
import { FormToken } from "../form/form-token";
import { FormPage } from "../page/form-page";
import { PasswordField } from "./password-field";
import { SignInAgain } from "./proof";

type FirstPasswordProps = {
  email: string;
  by: "mail" | "form" | "sign_in";
  errors: FormErrors | undefined;
};

/** The way to a password for an account that people have got into by other sites only. */
export function FirstPassword({ email, by, errors }: FirstPasswordProps) {
  const { recovery, signInWith } = useWords();
  return (
    <FormPage title={signInWith.setPassword} errors={errors}>
      {by === "sign_in" && (
        <>
          <p>{signInWith.noMails}</p>
          <p>
            <SignInAgain page="/account/password" />
          </p>
        </>
      )}
      {by === "mail" && (
        <form method="post" action="/forgot" className="stack">
          <p>{signInWith.setPasswordText(email)}</p>
          <input type="hidden" name="email" value={email} />
          <button type="submit" className="primary">
            {recovery.sendLink}
          </button>
          <FormToken />
        </form>
      )}
      {by === "form" && (
        <form method="post" noValidate className="stack">
          <p>{signInWith.setPasswordNow}</p>
          <PasswordField name="new_password" errors={errors} />
          <button type="submit" className="primary">
            {signInWith.setPassword}
          </button>
          <FormToken />
        </form>
      )}
      <p>
        <a href="/account/ways">{signInWith.ways}</a>
      </p>
    </FormPage>
  );
}
