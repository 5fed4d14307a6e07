import { useWords } from "~/words/words";

/** Leads on to another site by itself, with a link for browsers that do not follow. */
export function OnTheWay({ to, name }: { to: string; name: string }) {
  const { signInWith } = useWords();
  return (
    <div className="narrow">
      <h1>{signInWith.onTheWay(name)}</h1>
      <p>
        <a className="button" href={to}>
          {signInWith.goOn(name)}
        </a>
      </p>
    </div>
  );
}
