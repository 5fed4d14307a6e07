import { useWords } from "~/words/words";
import { AccountForm } from "../form/account-form";

/** Asks somebody who has ordered a picture to join, which orders it. `draft` is the order; `gift` are credits. */
export function JoinFirst({ draft, gift }: { draft: string; gift: number }) {
  const { make, account } = useWords();
  return (
    <AccountForm
      title={make.joinAndMake}
      lead={gift > 0 ? account.joinGift(gift) : undefined}
      button={make.joinAndMake}
      passwordKind="new-password"
      passwordHint={account.passwordHint}
      action="/join"
      again={{ draft }}
      other={{ question: account.haveAccount, to: "/login", text: account.signInButton }}
    />
  );
}
