import type { ProviderName } from "~/accounts/providers/providers.server";
import type { FormErrors } from "~/http/forms.server";
import { useWords } from "~/words/words";
import { ErrorSummary } from "../form/form";
import { FormToken } from "../form/form-token";
import { FormAgainFrom } from "../page/again-from";
import { PasswordField } from "./password-field";

type WayFormProps = ProviderName & {
  /** Whether this site knows them, and by which address. */
  isKnown: boolean;
  email: string | null;
  isLast: boolean;
  hasPassword: boolean;
  /** Without a password they are to sign in once more, by one of these sites. */
  mustSignIn: boolean;
  signsInBy: ProviderName[];
  errors: FormErrors | undefined;
};

/** Adds another site to the ways to sign in, or removes it; asks for the password where there is one. */
export function WayForm({ errors, ...way }: WayFormProps) {
  const { signInWith } = useWords();
  const { id, name, isKnown, email } = way;
  const ways = <a href="/account/ways">{signInWith.ways}</a>;
  return (
    <div className="narrow">
      <ErrorSummary errors={errors}>
        <FormAgainFrom />
      </ErrorSummary>
      <h1>{isKnown ? name : signInWith.add(name)}</h1>
      {isKnown ? <p dir="auto">{signInWith.signsIn(email ?? name)}</p> : <p>{signInWith.addText(name)}</p>}
      {way.isLast ? (
        <p>{signInWith.isLast}</p>
      ) : way.mustSignIn ? (
        <>
          <p>{signInWith.signInFirst}</p>
          {way.signsInBy.map((site) => (
            <p key={site.id}>
              <a
                className="button"
                href={`/login/with/${site.id}?redirectTo=/account/ways/${id}`}
                rel="nofollow"
              >
                {signInWith.by(site.name)}
              </a>
            </p>
          ))}
        </>
      ) : (
        <form method="post" noValidate className="stack">
          <input type="hidden" name="do" value={isKnown ? "remove" : "add"} />
          {way.hasPassword && <PasswordField name="current_password" errors={errors} />}
          <button type="submit" className={isKnown ? undefined : "primary"}>
            {isKnown ? signInWith.remove : signInWith.addButton}
          </button>
          <FormToken />
        </form>
      )}
      <p>{ways}</p>
    </div>
  );
}
