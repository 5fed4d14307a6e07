import type { ProviderName } from "~/accounts/providers/providers.server";
import { useWords } from "~/words/words";
import { AccountForm } from "../form/account-form";
import { Accepts } from "../page/site/accepts";

type JoinFirstProps = {
  /** The order, as a form sends it. */
  draft: string;
  /** What joining gives, in credits. */
  gift: number;
  providers: ProviderName[];
};

/** Asks somebody who has ordered a picture to join, which orders it. */
export function JoinFirst({ draft, gift, providers }: JoinFirstProps) {
  const { make, account } = useWords();
  return (
    <AccountForm
      title={make.joinAndMake}
      lead={gift > 0 ? account.joinGift(gift) : undefined}
      button={make.joinAndMake}
      passwordKind="new-password"
      passwordHint={account.passwordHint}
      action="/join"
      providers={providers}
      accepts={<Accepts />}
      again={{ draft }}
      other={{ question: account.haveAccount, to: "/login", text: account.signInButton }}
    />
  );
}
