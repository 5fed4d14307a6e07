import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { requireUser, requireUserWith } from "~/accounts/gate.server";
import { mayMakeLink } from "~/budgets/links.server";
import { deleteCollection, renameCollection } from "~/history/collections/change.server";
import { collectionName } from "~/history/collections/name.server";
import { ownCollection } from "~/history/collections/own-collection.server";
import { collectionLinkOf, revokeCollection, shareCollection } from "~/history/collections/share.server";
import { type FormErrors, formFailed, formTooOften, parse, ticked } from "~/http/forms.server";
import { found, idIn } from "~/http/found.server";
import { redirectWith } from "~/http/notice.server";
import { headersOfForm } from "~/http/page-headers.server";
import { formOf } from "~/load-context";
import { services } from "~/services.server";
import { ErrorSummary } from "~/ui/form/form";
import {
  DeleteCollection,
  RenameCollection,
  type ShareAgain,
  ShareCollection,
} from "~/ui/history/collections/collection-settings";
import { FormAgainFrom } from "~/ui/page/again/again-from";
import type { LoaderData, PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle<LoaderData<typeof loader>> = {
  title: ({ collections }, { collection }) => collections.settingsOf(collection.name),
};

export const headers = headersOfForm;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const id = idIn(params);
  const using = services(context);
  const asked = await requireUserWith(request, context, (person) => ownCollection(using, person, id));
  const collection = found(asked.found);
  return { collection, link: collectionLinkOf(using, request, collection) };
}

const Rename = z.object({ do: z.literal("rename"), name: collectionName });
const Form = z.object({
  do: z.enum(["make", "change", "revoke", "delete"]),
  prompts: ticked,
  indexable: ticked,
});

export async function action({ request, params, context }: ActionFunctionArgs) {
  const asked = { request, context };
  const id = idIn(params);
  const page = `/collections/${id}`;
  const user = await requireUser(request, context, page);
  const using = services(context);
  found(await ownCollection(using, user, id));
  const form = formOf(context);
  if (form.get("do") === "rename") {
    const rename = parse(Rename, form);
    if (!rename.ok) return formFailed(context, { errors: rename.errors, name: rename.values.name ?? "" });
    const { name } = rename.value;
    const errors: FormErrors = { name: "collection_name_taken" };
    if ((await renameCollection(using, user, id, name)) === "taken")
      return formFailed(context, { errors, name });
    return redirectWith(asked, `/history?collection=${id}`, { kind: "collection", done: "renamed" });
  }
  const wish = parse(Form, form);
  if (!wish.ok) throw new Response(null, { status: 400 });
  const { do: wanted, prompts: withPrompts, indexable } = wish.value;
  switch (wanted) {
    case "delete":
      await deleteCollection(using, user, id);
      return redirectWith(asked, "/collections", { kind: "collection", done: "deleted" });
    case "revoke":
      await revokeCollection(using, user, id);
      return redirectWith(asked, page, { kind: "collection", done: "link_revoked" });
    default: {
      const turn = wanted === "make" && (await mayMakeLink(using, user));
      if (turn && !turn.taken) {
        const errors: FormErrors = { "": "links_too_often" };
        const again = { showsPrompt: withPrompts, indexable };
        return formTooOften(context, { errors, name: undefined, again }, turn.againAt);
      }
      await shareCollection(using, user, id, { withPrompts, indexable });
      return redirectWith(asked, page, { kind: "collection", done: DONE[wanted] });
    }
  }
}

const DONE = { make: "link_made", change: "link_changed" } as const;

export default function Collection() {
  const { collections } = useWords();
  const { collection, link } = useLoaderData<typeof loader>();
  const again = useActionData<{ errors: FormErrors; name?: string; again?: ShareAgain }>();
  const { id, name } = collection;
  return (
    <div className="narrow collection-settings">
      <ErrorSummary errors={again?.errors}>
        <FormAgainFrom />
      </ErrorSummary>
      <h1 dir="auto">{name}</h1>
      <p>
        <a href={`/history?collection=${id}`}>{collections.open}</a>
      </p>
      <RenameCollection id={id} name={again?.name ?? name} errors={again?.errors} />
      <ShareCollection id={id} link={link} again={again?.again} />
      <DeleteCollection id={id} />
    </div>
  );
}
