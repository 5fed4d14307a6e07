import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { requireUser } from "~/accounts/gate.server";
import type { User } from "~/accounts/user";
import { MOST_IN_A_ZIP, type Picture, picturesAmong, picturesOfPart } from "~/downloads/pictures.server";
import { zipOf } from "~/downloads/zip.server";
import { backTo, parseSelection } from "~/history/selection-form.server";
import { type Asked, redirectWith } from "~/http/notice.server";
import { zipAnswer } from "~/http/zip-answer.server";
import { formOf } from "~/load-context";
import { disposition, zipName } from "~/pictures/file-name.server";
import { addressOf } from "~/platform/address.server";
import { isUuid } from "~/platform/ids.server";
import { wholeNumberIn } from "~/platform/text/numbers";
import { services } from "~/services.server";

/** A zip of one part of everything, or of a collection: `?part=12-499`, as the page of downloads lists them. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const asked = { request, context };
  const { searchParams } = addressOf(request);
  const collection = searchParams.get("collection");
  const page = `/downloads${isUuid(collection ?? "") ? `?collection=${collection}` : ""}`;
  const user = await requireUser(request, context, page);
  const [from, to, ...rest] = (searchParams.get("part") ?? "").split("-").map(wholeNumberIn);
  if (from == null || to == null || rest.length > 0)
    return redirectWith(asked, page, { kind: "no_such_part" });
  const using = services(context);
  const pictures = await picturesOfPart(using, user, { from, to }, collection);
  if (pictures.length === 0) return redirectWith(asked, page, { kind: "nothing_to_download" });
  return answer(asked, user, pictures, searchParams.get("prompt") === "1");
}

/** A zip of what was ticked. */
export async function action({ request, context }: ActionFunctionArgs) {
  const asked = { request, context };
  const form = parseSelection(formOf(context));
  const user = await requireUser(request, context, form.ok ? backTo(form.value, request) : "/history");
  if (!form.ok) return redirectWith(asked, "/history", { kind: "none_chosen" });
  const { value: wish } = form;
  const back = backTo(wish, request);
  const chosen = new Set(wish.ids).size;
  if (chosen === 0) return redirectWith(asked, back, { kind: "none_chosen" });
  if (chosen > MOST_IN_A_ZIP)
    return redirectWith(asked, "/downloads", { kind: "too_many_to_download", chosen, most: MOST_IN_A_ZIP });
  const using = services(context);
  const pictures = await picturesAmong(using, user, wish.ids);
  if (pictures.length === 0) return redirectWith(asked, back, { kind: "nothing_to_download" });
  return answer(asked, user, pictures, wish.prompt);
}

function answer({ request, context }: Asked, user: User, pictures: Picture[], prompt: boolean): Response {
  const using = services(context);
  return zipAnswer(request, user.id, {
    disposition: disposition("attachment", zipName(using.settings.SITE_NAME, pictures)),
    begin: () => zipOf(using, pictures, { prompt }),
  });
}
