import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { requireUser } from "~/accounts/gate.server";
import { partsOf, picturesOfPart } from "~/downloads/pictures.server";
import { redirectWith } from "~/http/notice.server";
import { zipAnswer } from "~/http/zip-answer.server";
import { everythingOf, mayTakeAll } from "~/leaving/everything/everything.server";
import { PICTURES_BESIDE_LISTS } from "~/leaving/limits";
import { disposition, nameOfSite } from "~/pictures/file-name.server";
import { addressOf } from "~/platform/address.server";
import { timestamp } from "~/platform/clock.server";
import { services } from "~/services.server";

const PAGE = "/account/export";

/** A zip of all that is somebody's: `?part=all`, or with `?part=lists` all but their pictures, which lie in parts of their own. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const asked = { request, context };
  const user = await requireUser(request, context, PAGE);
  const using = services(context);
  const part = addressOf(request).searchParams.get("part");
  if (part !== "all" && part !== "lists") return redirectWith(asked, PAGE, { kind: "no_such_part" });
  const [all, ...further] = part === "all" ? await partsOf(using, user) : [];
  // There are more since the page was read.
  if (further.length > 0 || (all && all.pictures > PICTURES_BESIDE_LISTS))
    return redirectWith(asked, PAGE, { kind: "no_such_part" });
  const turn = await mayTakeAll(using, user);
  if (!turn.taken) return redirectWith(asked, PAGE, { kind: "export_too_often", again_at: turn.againAt });
  const pictures = all ? await picturesOfPart(using, user, all) : [];
  const name = nameOfSite(using.settings.SITE_NAME, `everything-${timestamp().slice(0, 10)}.zip`);
  return zipAnswer(request, user.id, {
    disposition: disposition("attachment", name),
    begin: () => everythingOf(using, request, user, pictures),
  });
}
