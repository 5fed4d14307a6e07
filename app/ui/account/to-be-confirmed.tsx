import { useWords } from "~/words/words";
import { FormToken } from "../form/form-token";
import { When } from "../page/when";

/** What is said on the account's page while its address is not proved. A newcomer's account ends at `endsAt`. */
export function ToBeConfirmed({ endsAt }: { endsAt: string | null | undefined }) {
  const { recovery } = useWords();
  return (
    <form method="post" action="/account/confirm" className="notice stack">
      <h2>{recovery.notConfirmed}</h2>
      <p>{recovery.notConfirmedText}</p>
      {endsAt && <p>{recovery.endsUnlessConfirmed(<When at={endsAt} />)}</p>}
      <button type="submit">{recovery.sendLink}</button>
      <FormToken />
    </form>
  );
}
