import type { ReactNode } from "react";
import type { FormErrors } from "~/http/forms.server";
import { useWords } from "~/words/words";
import { FormPage } from "../page/form-page";

type LinkPageProps = {
  title: string;
  /** Whether the link still works; without it the page only says that it does not. */
  isOpen: boolean;
  errors?: FormErrors | undefined;
  children: ReactNode;
};

/** The page behind a link in a mail. Whatever the link does is done by a button: mail programs open links by themselves. */
export function LinkPage({ title, isOpen, errors, children }: LinkPageProps) {
  const { recovery } = useWords();
  if (isOpen)
    return (
      <FormPage title={title} errors={errors}>
        {children}
      </FormPage>
    );
  return (
    <div className="narrow">
      <h1>{recovery.linkOver}</h1>
      <p>{recovery.linkOverText}</p>
      <p>
        <a className="button" href="/forgot">
          {recovery.forgotTitle}
        </a>
      </p>
    </div>
  );
}
