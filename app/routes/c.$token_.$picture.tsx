import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { sharedMember } from "~/history/shared/member.server";
import { languageOf } from "~/http/language.server";
import { headersOfLoader } from "~/http/page-headers.server";
import { titleOf } from "~/platform/text/text.server";
import { services } from "~/services.server";
import { listedBy, listedInHead, NOT_LISTED } from "~/ui/page/head/open-graph";
import type { LoaderData, PageHandle } from "~/ui/page/page-handle";
import { MadeWith } from "~/ui/picture/made-with";
import { WholePicture } from "~/ui/picture/whole-picture";
import { useWords } from "~/words/words";
import { wordsIn } from "~/words/words.server";

export const handle: PageHandle<LoaderData<typeof loader>> = {
  title: (_, { title }) => title,
  description: (_, { prompt, ofNewcomer }) => (ofNewcomer ? null : prompt),
  isPublic: true,
  needsScripts: false,
};

export const meta: MetaFunction<typeof loader> = ({ data }) => (data ? listedInHead(data) : []);

export const headers = headersOfLoader;

/** One picture of a shared collection, to anybody with the link. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { token = "", picture: key = "" } = params;
  const using = services(context);
  const member = await sharedMember(using, token, key);
  if (!member) throw new Response(null, { status: 404, headers: NOT_LISTED });
  const { collections, sharing } = wordsIn(languageOf(request));
  const title = member.ofNewcomer
    ? sharing.untitled
    : titleOf(member.prompt ?? collections.pictureOf(member.name));
  return data(
    {
      ...member,
      title,
      page: `/c/${token}`,
      image: `/c/${token}/${key}/image`,
      report: `/c/${token}/${key}/report`,
    },
    { headers: listedBy(member) },
  );
}

export default function SharedMember() {
  const { collections } = useWords();
  const { name, prompt, page, image, report, width, height, newer, older } = useLoaderData<typeof loader>();
  const said = prompt ?? collections.pictureOf(name);
  return (
    <article className="shared">
      <h1 className={prompt ? "prompt" : "hidden"} dir="auto">
        {said}
      </h1>
      <WholePicture src={image} alt={said} size={[width, height]} />
      <nav className="actions beside" aria-label={name}>
        {newer && (
          <a className="button" href={`${page}/${newer}`} rel="prev">
            {collections.newer}
          </a>
        )}
        <a className="button" href={page}>
          {collections.backTo(name)}
        </a>
        {older && (
          <a className="button" href={`${page}/${older}`} rel="next">
            {collections.older}
          </a>
        )}
      </nav>
      <MadeWith report={report} />
    </article>
  );
}
