import type { ReactNode } from "react";
import { useWords } from "~/words/words";
import { FormToken } from "../../form/form-token";

type PasskeyFormProps = {
  /** The file of the script, which this page alone loads. */
  script: string;
  kind: "get" | "create";
  /** Where the form is sent. */
  action: string;
  /** The origin that keys are kept for; at any other address the form stays hidden. */
  origin: string;
  /** What the browser is asked: as JSON, or the address where that is fetched. */
  options: string;
  button: string;
  formToken?: string | undefined;
  /** Further hidden fields. */
  children?: ReactNode;
};

/** A form in which a device's answer is sent. Without the script, and where there are no passkeys, nobody sees it. */
export function PasskeyForm({
  script,
  kind,
  action,
  origin,
  options,
  button,
  formToken,
  children,
}: PasskeyFormProps) {
  const { passkeys } = useWords();
  return (
    <>
      <form
        method="post"
        action={action}
        hidden
        data-passkey={kind}
        data-origin={origin}
        data-options={options}
      >
        <p role="alert" data-failed hidden>
          {passkeys.notUsed}
        </p>
        <input type="hidden" name="passkey" />
        <button type="submit" className={kind === "create" ? "primary" : undefined}>
          {button}
        </button>
        {children}
        <FormToken token={formToken} />
      </form>
      <script type="module" src={script} />
    </>
  );
}
