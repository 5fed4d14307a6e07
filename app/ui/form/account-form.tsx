import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import type { ProviderName } from "~/accounts/providers/providers.server";
import type { FormErrors } from "~/http/forms.server";
import type { Mistake } from "~/http/mistakes";
import { useWords } from "~/words/words";
import { ErrorSummary, Field } from "./form";
import { FormToken } from "./form-token";
import { ProviderLinks } from "./provider-links";

type AccountFormProps = {
  title: string;
  lead?: string | undefined;
  button: string;
  passwordHint?: string;
  /** The password field's `autocomplete`, by which password managers tell signing in from joining. */
  passwordKind: "current-password" | "new-password";
  /** The address that the form is sent to, when it stands on a page that is not its own. */
  action?: string;
  /** Why there is no form here for this visitor. */
  refused?: Mistake | undefined;
  formToken?: string | undefined;
  /** Whether the visitor has just signed in, and the browser did not keep the cookie. */
  isCookieLost?: boolean;
  /** Other sites by which people may sign in. */
  providers?: ProviderName[];
  /** Whether a forgotten password can be replaced, which takes a mail. */
  canRecover?: boolean;
  /** The form by which a passkey lets in; with it the field for the address offers those of this device. */
  passkey?: ReactNode;
  /** What was sent before; `draft` is the order that was typed before signing in, as a form sends it. */
  again: { errors?: FormErrors | undefined; values?: Record<string, string>; draft: string } | undefined;
  /** From when on the form is taken again, when it came too often. */
  againFrom?: ReactNode;
  /** What somebody accepts who sends the form. */
  accepts?: ReactNode;
  /** What somebody accepts who is new here and comes by another site. */
  acceptedByComing?: ReactNode;
  other: { question: string; to: string; text: string };
};

/** The form for an e-mail address and a password: joining and signing in differ in words only. */
export function AccountForm(props: AccountFormProps) {
  const {
    title,
    lead,
    button,
    passwordHint,
    passwordKind,
    action,
    refused,
    formToken,
    isCookieLost,
    again,
    againFrom,
    other,
  } = props;
  const { account, limits, mistakes, recovery, between } = useWords();
  const { pathname, search } = useLocation();
  const kept = action ? "" : search;
  const draft = again?.draft;
  return (
    <div className="narrow">
      {isCookieLost && !again && (
        <div className="notice notice-error" role="alert">
          <h2>{account.cookieLost}</h2>
          <p>{account.cookieLostText}</p>
        </div>
      )}
      <ErrorSummary errors={refused ? undefined : again?.errors}>
        {againFrom && <p>{limits.againFrom(againFrom)}</p>}
      </ErrorSummary>
      <h1>{title}</h1>
      {refused && <p>{mistakes[refused]}</p>}
      {lead && !refused && <p>{lead}</p>}
      {draft && !action && <p>{account.promptIsKept}</p>}
      {!refused && (
        <form method="post" action={action ?? pathname + search} noValidate className="stack">
          <Field name="email" label={account.email} error={again?.errors?.email}>
            {(field) => (
              <input
                {...field}
                type="email"
                autoComplete={props.passkey ? "username webauthn" : "username"}
                defaultValue={again?.values?.email}
                spellCheck={false}
              />
            )}
          </Field>
          <Field name="password" label={account.password} hint={passwordHint} error={again?.errors?.password}>
            {(field) => <input {...field} type="password" autoComplete={passwordKind} />}
          </Field>
          {props.accepts}
          <button type="submit" className="primary">
            {button}
          </button>
          <Along draft={draft} formToken={formToken} />
        </form>
      )}
      <ProviderLinks
        providers={props.providers ?? []}
        search={kept}
        draft={draft || undefined}
        formToken={formToken}
      />
      {props.acceptedByComing}
      {props.passkey}
      {props.canRecover && (
        <p className="alone">
          <a href="/forgot">{recovery.forgotTitle}</a>
        </p>
      )}
      {draft ? (
        <form method="post" action={other.to + kept}>
          <p>
            {other.question}
            {between}
            <button type="submit" className="quiet leads">
              {other.text}
            </button>
          </p>
          <Along draft={draft} formToken={formToken} />
        </form>
      ) : (
        <p>
          {other.question}
          {between}
          <a href={other.to + kept}>{other.text}</a>
        </p>
      )}
    </div>
  );
}

/** Hidden fields that go along with signing in and joining, also from one of the two to the other. */
function Along({ draft, formToken }: { draft: string | undefined; formToken: string | undefined }) {
  return (
    <>
      {draft && <input type="hidden" name="draft" value={draft} />}
      <FormToken token={formToken} />
    </>
  );
}
