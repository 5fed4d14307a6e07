import { useWords } from "~/words/words";
import { useSite } from "../page/request-context";

/** Says under what is shared that AI made it, and with what; `report` is where anybody may say that it must not be shown. */
export function MadeWith({ report }: { report?: string }) {
  const { sharing, reports, between } = useWords();
  const { name: site } = useSite();
  return (
    <p className="made-with">
      <strong>{sharing.aiGenerated}</strong> · {sharing.madeWith(site)}
      {between}
      <a href="/">{sharing.makeYourOwn}</a>
      {report && (
        <>
          {" "}
          ·{" "}
          <a href={report} rel="nofollow">
            {reports.link}
          </a>
        </>
      )}
    </p>
  );
}
