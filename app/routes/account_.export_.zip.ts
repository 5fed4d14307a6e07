import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { requireUser } from "~/accounts/gate.server";
import { partsOf } from "~/downloads/parts.server";
import { picturesOfPart } from "~/downloads/pictures.server";
import { found } from "~/http/found.server";
import { redirectWith } from "~/http/notice.server";
import { zipAnswer } from "~/http/zip-answer.server";
import { brought } from "~/leaving/everything/brought.server";
import { broughtZip, everythingOf, mayTakeAll } from "~/leaving/everything/everything.server";
import { PICTURES_BESIDE_LISTS } from "~/leaving/limits";
import { disposition, nameOfSite } from "~/pictures/file-name.server";
import { addressOf } from "~/platform/address.server";
import { timestamp } from "~/platform/clock.server";
import { wholeNumberIn } from "~/platform/text/numbers";
import { services } from "~/services.server";

const PAGE = "/account/export";
const PARTS = ["all", "lists", "brought"];

/**
 * A zip of all that is somebody's: `?part=all`, or with `?part=lists` all but their pictures, which lie in parts of their own;
 * with `?part=brought` those that they brought, behind `after`.
 */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const asked = { request, context };
  const user = await requireUser(request, context, PAGE);
  const using = services(context);
  const { searchParams } = addressOf(request);
  const part = searchParams.get("part") ?? "";
  if (!PARTS.includes(part)) return redirectWith(asked, PAGE, { kind: "no_such_part" });
  const [all, ...further] = part === "all" ? (await partsOf(using, user)).parts : [];
  const behind = found(wholeNumberIn(searchParams.get("after") ?? "0"));
  const { files } = part === "lists" ? { files: [] } : await brought(using, user, behind);
  const isMore = part === "all" && files.length > PICTURES_BESIDE_LISTS;
  // There are more since the page was read.
  if (isMore || further.length > 0 || (all && all.pictures > PICTURES_BESIDE_LISTS))
    return redirectWith(asked, PAGE, { kind: "no_such_part" });
  const turn = await mayTakeAll(using, user);
  if (!turn.taken) return redirectWith(asked, PAGE, { kind: "export_too_often", again_at: turn.againAt });
  const pictures = all ? await picturesOfPart(using, user, all) : [];
  const name = nameOfSite(using.settings.SITE_NAME, `everything-${timestamp().slice(0, 10)}.zip`);
  return zipAnswer(request, user.id, {
    disposition: disposition("attachment", name),
    begin: () =>
      part === "brought" ? broughtZip(using, files) : everythingOf(using, request, user, { pictures, files }),
  });
}
