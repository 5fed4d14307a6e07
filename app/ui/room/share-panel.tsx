import type { ShareLink } from "~/shares/share.server";
import { useWords } from "~/words/words";
import { ShareForm } from "../form/share-form";
import { useRootData } from "../page/root-data";
import { Panel } from "./acts";

type SharePanelProps = { id: string; link: ShareLink | null };

/** Shares a picture, or ends that. */
export function SharePanel({ id, link }: SharePanelProps) {
  const { sharing, picture } = useWords();
  const notice = useRootData()?.notice?.kind;
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
