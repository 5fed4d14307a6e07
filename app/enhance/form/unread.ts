import { isInHan } from "~/platform/text/han";
import { whenShown } from "../page/page";

/** Says beside the prompt that the model does not read Chinese, once there is some; of which models, the stylesheet knows. */
export function startUnread(): void {
  const judge = () => {
    const hint = document.querySelector<HTMLElement>("[data-unread]");
    const prompt = document.querySelector<HTMLTextAreaElement>("#prompt");
    if (!hint || !prompt) return;
    const isMeant = isInHan(prompt.value) || (prompt.value === "" && hint.dataset.unread === "empty");
    hint.hidden = !isMeant;
    for (const field of hint.querySelectorAll("input")) field.disabled = !isMeant;
  };
  whenShown(judge);
  document.addEventListener("input", judge);
}
