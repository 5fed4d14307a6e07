import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { requireUser } from "~/accounts/gate.server";
import { historyPage } from "~/generations/history.server";
import { readCursor } from "~/platform/pages.server";
import { services } from "~/platform/services.server";
import { Gallery } from "~/ui/gallery";
import { Pager } from "~/ui/pager";
import { SelectionBar } from "~/ui/selection-bar";

export const meta: MetaFunction = () => [{ title: "Your pictures · Flux AI" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context);
  const cursor = readCursor(request);
  return { ...(await historyPage(services(context), user, { cursor })), isFirst: cursor === null };
}

export default function History() {
  const { cards, older, isFirst } = useLoaderData<typeof loader>();
  return (
    <>
      <h1>Your pictures</h1>
      {cards.length > 0 ? (
        <>
          <SelectionBar />
          <Gallery cards={cards} selectable />
        </>
      ) : (
        <p>
          There are no pictures here yet. <Link to="/">Make one</Link>.
        </p>
      )}
      <Pager older={older} isFirst={isFirst} />
    </>
  );
}
