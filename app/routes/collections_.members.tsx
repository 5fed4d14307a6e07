import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData } from "@remix-run/react";
import { requireUser } from "~/accounts/gate.server";
import { setCover } from "~/history/collections/change.server";
import { allCollections } from "~/history/collections/list.server";
import { collect, uncollect } from "~/history/collections/members.server";
import { type MembersForm, parseMembers } from "~/history/collections/members-form.server";
import { type FormErrors, formFailed } from "~/http/forms.server";
import { found } from "~/http/found.server";
import { type Asked, redirectWith } from "~/http/notice.server";
import { formOf } from "~/load-context";
import { addressOf } from "~/platform/address.server";
import { isUuid } from "~/platform/ids.server";
import { services } from "~/services.server";
import { CollectQuestion } from "~/ui/history/collections/collect-question";
import type { PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ collections }) => collections.add };

/** A choice lives in a post only: who comes by link is told to choose. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context);
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const asked = { request, context };
  const form = parseMembers(formOf(context), request);
  const { ids, back, read } = form;
  const user = await requireUser(request, context, back);
  const using = services(context);
  if (ids.length === 0) return redirectWith(asked, back, { kind: "none_chosen" });
  if (!read.ok) return formFailed(context, await question(asked, form, read));
  if (read.do === "collect") {
    if (!read.target) return question(asked, form);
    const collected = await collect(using, user, ids, read.target);
    if (collected.kind !== "collected") {
      const name = "name" in read.target ? read.target.name : "";
      return formFailed(context, await question(asked, form, { errors: ERRORS[collected.kind], name }));
    }
    const { id: collection, added, already, unknown } = collected;
    return redirectWith(asked, back, { kind: "collected", collection, added, already, unknown });
  }
  const within = addressOf(request).searchParams.get("within");
  const collectionId = found(within !== null && isUuid(within) ? within : null);
  if (read.do === "uncollect")
    return redirectWith(asked, back, {
      kind: "uncollected",
      removed: await uncollect(using, user, ids, collectionId),
    });
  const [generationId = "", ...others] = ids;
  const isSet = others.length === 0 && (await setCover(using, user, { collectionId, generationId }));
  return redirectWith(asked, back, { kind: "collection", done: isSet ? "cover" : "cover_one" });
}

const ERRORS: Record<"full" | "gone", FormErrors> = {
  full: { name: "collections_full" },
  gone: { collection: "collection_unknown" },
};

type Again = { errors?: FormErrors; name?: string; chosen?: string | undefined };

/** What the visitor is asked: into which of their collections, or a new one; again with what they answered. */
async function question(asked: Asked, { ids, back }: MembersForm, { errors, name = "", chosen }: Again = {}) {
  const user = await requireUser(asked.request, asked.context);
  const all = await allCollections(services(asked.context), user);
  return { ids, back, all, errors, name, chosen };
}

export default function Members() {
  const { history, notices } = useWords();
  const asked = useActionData<typeof question>();
  if (asked) return <CollectQuestion question={asked} />;
  return (
    <div className="narrow">
      <h1>{history.title}</h1>
      <p>{notices.noneChosen}</p>
      <p>
        <a href="/history">{history.showAll}</a>
      </p>
    </div>
  );
}
