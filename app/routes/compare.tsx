import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { requireUserWith } from "~/accounts/gate.server";
import { compared } from "~/history/room/compared.server";
import { found } from "~/http/found.server";
import { addressOf } from "~/platform/address.server";
import { isUuid } from "~/platform/ids.server";
import { services } from "~/services.server";
import type { PageHandle } from "~/ui/page/page-handle";
import { CompareRoom } from "~/ui/room/compare/compare-room";

export const handle: PageHandle = { title: ({ compare }) => compare.title, layout: "room" };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const asked = await requireUserWith(request, context, (person) => {
    const ids = idsIn(addressOf(request).searchParams);
    // One picture and itself, or no picture at all, is no question.
    if (!ids) throw new Response(null, { status: 400 });
    return compared(services(context), person, ids);
  });
  return found(asked.found);
}

function idsIn(search: URLSearchParams): [string, string] | null {
  const [a, b] = [search.get("a") ?? "", search.get("b") ?? ""];
  return isUuid(a) && isUuid(b) && a !== b ? [a, b] : null;
}

export default function Compare() {
  return <CompareRoom {...useLoaderData<typeof loader>()} />;
}
