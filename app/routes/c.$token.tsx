import { data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { linkToCollection } from "~/history/collections/share.server";
import { readSharedPlace, sharedCollection } from "~/history/shared/collection.server";
import { languageOf } from "~/http/language.server";
import { headersOfLoader } from "~/http/page-headers.server";
import { addressOf } from "~/platform/address.server";
import { services } from "~/services.server";
import { SharedTable } from "~/ui/history/collections/shared-table";
import { listedBy, listedInHead, NOT_LISTED, openGraph } from "~/ui/page/head/open-graph";
import type { LoaderData, PageHandle } from "~/ui/page/page-handle";
import { Pager } from "~/ui/page/pager";
import { MadeWith } from "~/ui/picture/made-with";
import { useWords } from "~/words/words";
import { wordsIn } from "~/words/words.server";

export const handle: PageHandle<LoaderData<typeof loader>> = {
  title: (_, { said }) => said.title,
  description: (_, { said }) => said.description,
  isPublic: true,
  needsScripts: false,
  layout: "table",
};

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data ? [...listedInHead(data), ...openGraph(data.said)] : [];

export const headers = headersOfLoader;

/** The pictures of a shared collection, to anybody with the link. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const using = services(context);
  const token = params.token ?? "";
  const place = readSharedPlace(addressOf(request));
  const collection = await sharedCollection(using, token, place);
  if (!collection) throw new Response(null, { status: 404, headers: NOT_LISTED });
  // The picture from which this page went on has left, and what lies behind it is not known any more.
  if (place !== "newest" && collection.isFirst) throw redirect(`/c/${token}`);
  const { cover, ...shown } = collection;
  const site = using.settings.SITE_NAME;
  const { collections } = wordsIn(languageOf(request));
  const description = collections.sharedText(site);
  const url = linkToCollection(using, request, token);
  const title = shown.ofNewcomer ? collections.untitled : shown.name;
  const image = cover && {
    ...cover,
    url: `${url}/preview`,
    alt: title,
  };
  const said = { site, title, description, url, image };
  return data({ ...shown, token, said }, { headers: listedBy(shown) });
}

export default function SharedCollection() {
  const { collections } = useWords();
  const { name, token, pictures, older, newer, isFirst } = useLoaderData<typeof loader>();
  return (
    <article className="shared-collection">
      <h1 dir="auto">{name}</h1>
      <MadeWith />
      {pictures.length > 0 ? (
        <SharedTable token={token} name={name} pictures={pictures} />
      ) : (
        <p className="nothing">{collections.emptyShared}</p>
      )}
      <Pager newer={newer} older={older} isFirst={isFirst} />
    </article>
  );
}
