import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { requireUser } from "~/accounts/gate.server";
import { MOST_IN_A_ZIP, type Picture, picturesAmong, picturesOfPart } from "~/downloads/pictures.server";
import { zipOf } from "~/downloads/zip.server";
import { backTo, parseSelection } from "~/history/selection-form.server";
import { redirectWith } from "~/http/notice.server";
import { disposition, zipName } from "~/pictures/file-name.server";
import { addressOf } from "~/platform/address.server";
import { wholeNumberIn } from "~/platform/numbers";
import { type Services, services } from "~/services.server";

/** A part of everything: `?part=12-499`, as /downloads lists them. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context);
  const { searchParams } = addressOf(request);
  const [from, to, ...rest] = (searchParams.get("part") ?? "").split("-").map(wholeNumberIn);
  if (from == null || to == null || rest.length > 0)
    return redirectWith("/downloads", { kind: "no_such_part" });
  const using = services(context);
  const pictures = await picturesOfPart(using, user, { from, to });
  if (pictures.length === 0) return redirectWith("/downloads", { kind: "nothing_to_download" });
  return answer(using, pictures, searchParams.get("prompt") === "1");
}

/** What was ticked. */
export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context);
  const form = parseSelection(await request.formData());
  if (!form.ok) return redirectWith("/history", { kind: "none_chosen" });
  const { value: wish } = form;
  const back = backTo(wish, request);
  const chosen = new Set(wish.ids).size;
  if (chosen === 0) return redirectWith(back, { kind: "none_chosen" });
  if (chosen > MOST_IN_A_ZIP)
    return redirectWith("/downloads", { kind: "too_many_to_download", chosen, most: MOST_IN_A_ZIP });
  const using = services(context);
  const pictures = await picturesAmong(using, user, wish.ids);
  if (pictures.length === 0) return redirectWith(back, { kind: "nothing_to_download" });
  return answer(using, pictures, wish.prompt);
}

function answer(using: Services, pictures: Picture[], prompt: boolean): Response {
  return new Response(zipOf(using, pictures, { prompt }), {
    headers: {
      "Content-Type": "application/zip",
      "Content-Disposition": disposition("attachment", zipName(pictures)),
      "Cache-Control": "private, no-store",
    },
  });
}
