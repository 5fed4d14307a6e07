import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { languageOf } from "~/http/language.server";
import { headersOfLoader } from "~/http/page-headers.server";
import { previewOf } from "~/pictures/preview.server";
import { titleOf } from "~/platform/text/text.server";
import { services } from "~/services.server";
import { linkTo } from "~/shares/share.server";
import { sharedPicture } from "~/shares/shared-picture.server";
import { listedBy, listedInHead, NOT_LISTED, openGraph } from "~/ui/page/head/open-graph";
import type { LoaderData, PageHandle } from "~/ui/page/page-handle";
import { useSite } from "~/ui/page/request-context";
import { MadeWith } from "~/ui/picture/made-with";
import { WholePicture } from "~/ui/picture/whole-picture";
import { useWords } from "~/words/words";
import { wordsIn } from "~/words/words.server";

export const handle: PageHandle<LoaderData<typeof loader>> = {
  title: (_, { said }) => said.title,
  description: (_, { said }) => said.description,
  layout: "table",
  isPublic: true,
  needsScripts: false,
};

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data ? [...listedInHead(data), ...openGraph(data.said)] : [];

export const headers = headersOfLoader;

/** A shared picture, to anybody with the link: the one page of somebody's that is public. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const using = services(context);
  const token = params.token ?? "";
  const picture = await sharedPicture(using, token);
  if (!picture) throw new Response(null, { status: 404, headers: NOT_LISTED });
  const { prompt, width, height, indexable, ofNewcomer } = picture;
  const site = using.settings.SITE_NAME;
  const { sharing } = wordsIn(languageOf(request));
  const told = ofNewcomer ? null : prompt;
  const description = told ?? sharing.noPrompt(site);
  const url = linkTo(using, request, token);
  const image = { ...previewOf(picture), url: `${url}/preview`, alt: description };
  const said = { site, title: titleOf(told ?? sharing.untitled), description, url, image };
  return data(
    { prompt, width, height, indexable, said, image: `/s/${token}/image`, report: `/s/${token}/report` },
    { headers: listedBy(picture) },
  );
}

export default function SharedPicture() {
  const { sharing } = useWords();
  const { name: site } = useSite();
  const { report, image, prompt, width, height } = useLoaderData<typeof loader>();
  return (
    <article className="shared">
      <WholePicture src={image} alt={prompt ?? sharing.noPrompt(site)} size={[width, height]} />
      <h1 className={prompt ? "prompt" : "hidden"} dir="auto">
        {prompt ?? sharing.noPrompt(site)}
      </h1>
      <MadeWith report={report} />
    </article>
  );
}
