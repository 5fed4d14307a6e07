import type { ReactNode } from "react";
import type { Offer } from "~/generations/offers.server";
import type { GenerationView } from "~/generations/view.server";
import { useWords } from "~/words/words";
import { CopyButton } from "../form/copy-button";
import { FormToken } from "../form/form-token";
import { WorkOn } from "../picture/work-on";
import { DOWNLOAD_FORM, Panel } from "./acts";

type MoreActsProps = {
  generation: GenerationView;
  offers: Offer[];
  isOpen: boolean;
  /** The id of the picture that this one was made of, if it is there. */
  parentId: string | null;
  /** The id of the picture that is looked at once this one is deleted. */
  nextId: string | null;
  /** What the picture is and what it cost. */
  children: ReactNode;
};

/** What is done with a picture now and then, and what is to be known of it. */
export function MoreActs({ generation, offers, isOpen, parentId, nextId, children }: MoreActsProps) {
  const { picture } = useWords();
  const { id, prompt, image_id, order_id, isPrompted, seed } = generation;
  return (
    <Panel
      label={
        <>
          <span aria-hidden="true">⋯</span>
          <span className="hidden">{picture.more}</span>
        </>
      }
    >
      <WorkOn offers={offers} />
      <ul className="links">
        {isPrompted && (
          <li>
            <a href={`/generations/${id}?again=${id}#prompt`}>
              {seed === null ? picture.sameSettings : picture.sameSettingsAndSeed}
            </a>
          </li>
        )}
        {parentId && image_id && (
          <li>
            <a href={`/compare?a=${parentId}&b=${id}`}>{picture.compareWithBefore}</a>
          </li>
        )}
        {order_id && (
          <li>
            <a href={`/orders/${order_id}`}>{picture.together}</a>
          </li>
        )}
        {image_id && (
          <li>
            <a href={`/images/${image_id}`}>{picture.file}</a>
          </li>
        )}
      </ul>
      {!isOpen && (
        <form method="post" action={`/generations/${id}/delete`}>
          <input type="hidden" name="back" value={nextId ? `/generations/${nextId}` : "/"} />
          <button type="submit">{picture.remove}</button>
          <FormToken />
        </form>
      )}
      {image_id && (
        <label className="check">
          <input type="checkbox" name="prompt" value="1" form={DOWNLOAD_FORM} />
          {picture.withWords}
        </label>
      )}
      <CopyButton text={prompt} label={picture.copyPrompt} />
      {children}
    </Panel>
  );
}
