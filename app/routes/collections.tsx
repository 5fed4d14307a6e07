import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { requireUser, requireUserWith } from "~/accounts/gate.server";
import { collectionsPage } from "~/history/collections/list.server";
import { collectionName } from "~/history/collections/name.server";
import { makeCollection } from "~/history/collections/new-collection.server";
import { type FormErrors, formFailed, parse } from "~/http/forms.server";
import { found } from "~/http/found.server";
import { formOf } from "~/load-context";
import { addressOf } from "~/platform/address.server";
import { wholeNumberIn } from "~/platform/text/numbers";
import { services } from "~/services.server";
import { ErrorSummary, Field } from "~/ui/form/form";
import { FormToken } from "~/ui/form/form-token";
import { Covers } from "~/ui/history/collections/covers";
import type { PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ collections }) => collections.title, layout: "table" };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { found: shown } = await requireUserWith(request, context, async (person) => {
    const page = found(wholeNumberIn(addressOf(request).searchParams.get("page") ?? "1") || null);
    return { page, ...(await collectionsPage(services(context), person, page)) };
  });
  return data(shown);
}

const Form = z.object({ name: collectionName });

/** Makes an empty collection, or leads to the one that has this name. */
export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "/collections");
  const form = parse(Form, formOf(context));
  if (!form.ok) return formFailed(context, { errors: form.errors, name: form.values.name ?? "" });
  const { name } = form.value;
  const made = await makeCollection(services(context), user, name);
  const errors: FormErrors = { name: "collections_full" };
  if (!made) return formFailed(context, { errors, name });
  return redirect(`/history?collection=${made.id}`, 303);
}

export default function Collections() {
  const { collections: words } = useWords();
  const { collections, hasMore, page } = useLoaderData<typeof loader>();
  const again = useActionData<{ errors: FormErrors; name: string }>();
  return (
    <div className="all-collections">
      <ErrorSummary errors={again?.errors} />
      <h1>{words.title}</h1>
      <form method="post" action="/collections" className="new-collection" noValidate>
        <Field name="name" label={words.newName} error={again?.errors.name}>
          {(field) => (
            <input {...field} type="text" autoComplete="off" dir="auto" defaultValue={again?.name} />
          )}
        </Field>
        <button type="submit">{words.make}</button>
        <FormToken />
      </form>
      {collections.length > 0 ? (
        <Covers collections={collections} />
      ) : (
        <p className="nothing">{words.empty}</p>
      )}
      {(hasMore || page > 1) && (
        <nav className="pager" aria-label={words.pages}>
          {page > 1 && (
            <a className="button" href={`/collections?page=${page - 1}`} rel="prev">
              {words.previous}
            </a>
          )}
          {hasMore && (
            <a className="button" href={`/collections?page=${page + 1}`} rel="next">
              {words.next}
            </a>
          )}
        </nav>
      )}
    </div>
  );
}
