import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireUser, requireUserWith } from "~/accounts/gate.server";
import type { User } from "~/accounts/user";
import { parseDeletedWish } from "~/history/deleted/deleted-form.server";
import { DELETED_DAYS } from "~/history/deleted/limits";
import { deletedPage, readDeletedPlace } from "~/history/deleted/list.server";
import { deletedAmong } from "~/history/deleted/own-deleted.server";
import { putBack } from "~/history/deleted/put-back.server";
import { removeForGood } from "~/history/deleted/remove.server";
import { ownPage } from "~/http/addresses.server";
import { found } from "~/http/found.server";
import { type Asked, redirectWith } from "~/http/notice.server";
import { formOf } from "~/load-context";
import { addressOf } from "~/platform/address.server";
import { services } from "~/services.server";
import { DeleteForGood } from "~/ui/history/deleted/delete-for-good";
import { DeletedPictures } from "~/ui/history/deleted/deleted-pictures";
import type { PageHandle } from "~/ui/page/page-handle";
import { Pager } from "~/ui/page/pager";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ deleted }) => deleted.title };

const PAGE = "/history/deleted";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { found: page } = await requireUserWith(request, context, async (person) => {
    const before = addressOf(request).searchParams.get("before");
    const place = before === null ? null : found(readDeletedPlace(before));
    return { ...(await deletedPage(services(context), person, place)), isFirst: place === null };
  });
  return page;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const asked = { request, context };
  const form = parseDeletedWish(formOf(context));
  const user = await requireUser(request, context, PAGE);
  if (!form.ok) throw new Response(null, { status: 400 });
  const { do: wanted, ids, at, confirmed, back: from = PAGE } = form.value;
  const back = ownPage(from, request) ?? PAGE;
  const using = services(context);
  const isAll = wanted === "delete_all";
  if (ids.length === 0 && !at && !isAll) return redirectWith(asked, back, { kind: "none_chosen" });
  if (wanted === "put_back") {
    const count = await putBack(using, user, at ? { at } : { ids });
    return redirectWith(asked, back, { kind: "put_back", count });
  }
  if (confirmed) {
    await removeForGood(using, user, isAll ? "all" : ids);
    return redirectWith(asked, PAGE, { kind: "deleted_for_good", isAll });
  }
  return ask(asked, user, isAll ? null : ids, back);
}

/** The question before what cannot be undone: about these pictures, or about all (null). */
async function ask({ context }: Asked, user: User, ids: string[] | null, back: string) {
  return { ids: ids && (await deletedAmong(services(context), user, ids)), back };
}

export default function Deleted() {
  const { deleted } = useWords();
  const { cards, older, isFirst } = useLoaderData<typeof loader>();
  const question = useActionData<typeof ask>();
  if (question) return <DeleteForGood {...question} />;
  return (
    <>
      <h1>{deleted.title}</h1>
      <p>{deleted.lead(DELETED_DAYS)}</p>
      {cards.length > 0 ? <DeletedPictures cards={cards} /> : <p className="nothing">{deleted.empty}</p>}
      <Pager older={older} isFirst={isFirst} />
    </>
  );
}
