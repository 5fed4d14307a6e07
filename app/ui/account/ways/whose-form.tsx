import type { FormErrors } from "~/http/forms.server";
import { useWords } from "~/words/words";
import { FormToken } from "../../form/form-token";
import { FormPage } from "../../page/form-page";
import { PasswordField } from "../password-field";

type WhoseFormProps = {
  email: string;
  name: string;
  formToken: string | undefined;
  errors: FormErrors | undefined;
};

/** Asks somebody whether an account with their address, which nobody ever proved, is theirs; its password tells. */
export function WhoseForm({ email, name, formToken, errors }: WhoseFormProps) {
  const { signInWith } = useWords();
  return (
    <FormPage title={signInWith.whose} errors={errors}>
      <p>{signInWith.whoseText(email, name)}</p>
      <form method="post" noValidate className="stack">
        <input type="hidden" name="do" value="mine" />
        <PasswordField name="current_password" errors={errors} />
        <button type="submit" className="primary">
          {signInWith.mine}
        </button>
        <FormToken token={formToken} />
      </form>
      <h2>{signInWith.notMine}</h2>
      <form method="post" className="stack">
        <input type="hidden" name="do" value="other" />
        <p>{signInWith.notMineText}</p>
        <button type="submit">{signInWith.newAccount}</button>
        <FormToken token={formToken} />
      </form>
    </FormPage>
  );
}
