import type { ShareLink } from "~/shares/share.server";
import { useWords } from "~/words/words";
import { ShareForm } from "../form/share-form";
import { useRootData } from "../page/root-data";
import { Panel } from "./acts";

type SharePanelProps = {
  id: string;
  link: ShareLink | null;
  /** What an operator said who took the picture down; null where nobody did. */
  takedown: { said: string } | null;
};

/** Shares a picture, or ends that; one that was taken down cannot be shared. */
export function SharePanel({ id, link, takedown }: SharePanelProps) {
  const { sharing, picture, reports } = useWords();
  const notice = useRootData()?.notice?.kind;
  if (takedown)
    return (
      <Panel label={reports.isTakenDown}>
        <p>{reports.takenDown}</p>
        {takedown.said && <p dir="auto">{takedown.said}</p>}
      </Panel>
    );
  return (
    <Panel label={picture.share} isOpen={notice === "link_made" || notice === "link_changed"}>
      <ShareForm
        action={`/generations/${id}/share`}
        link={link && { ...link, showsPrompt: link.withPrompt }}
        promptField="prompt"
        isInPlace
        words={sharing}
      />
    </Panel>
  );
}
