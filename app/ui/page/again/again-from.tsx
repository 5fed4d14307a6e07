import { useActionData } from "@remix-run/react";
import { useWords } from "~/words/words";
import { From } from "../when";

/** From when on something is taken again that came too often; nothing for whatever did not. */
export function AgainFrom({ at }: { at: string | undefined }) {
  const { limits } = useWords();
  return at ? <p>{limits.againFrom(<From at={at} />)}</p> : null;
}

/** The same for the form that the page answers. */
export function FormAgainFrom() {
  return <AgainFrom at={useActionData<{ againAt?: string }>()?.againAt} />;
}
