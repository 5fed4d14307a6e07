import {
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { services } from "~/platform/services.server";
import { linkTo } from "~/shares/share.server";
import { sharedPicture } from "~/shares/shared-picture.server";

const NO_PROMPT = "A picture made with Flux AI";

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [{ title: "Page not found · Flux AI" }];
  const { url, prompt, width, height, content_type, indexable } = data;
  const title = prompt?.slice(0, 60) ?? NO_PROMPT;
  return [
    { title: `${title} · Flux AI` },
    ...(indexable ? [] : [{ name: "robots", content: "noindex" }]),
    { property: "og:site_name", content: "Flux AI" },
    { property: "og:type", content: "website" },
    { property: "og:title", content: title },
    { property: "og:description", content: prompt ?? NO_PROMPT },
    { property: "og:url", content: url },
    { property: "og:image", content: `${url}/image` },
    { property: "og:image:type", content: content_type },
    { property: "og:image:width", content: String(width) },
    { property: "og:image:height", content: String(height) },
    { property: "og:image:alt", content: prompt ?? NO_PROMPT },
    { name: "twitter:card", content: "summary_large_image" },
  ];
};

export const headers: HeadersFunction = ({ loaderHeaders, errorHeaders }) => errorHeaders ?? loaderHeaders;

/** To anybody with the link: the one page of somebody's that is public. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const using = services(context);
  const token = params.token ?? "";
  const picture = await sharedPicture(using, token);
  if (!picture) throw new Response(null, { status: 404, headers: NOT_LISTED });
  return data(
    { ...picture, url: linkTo(using, request, token) },
    { headers: picture.indexable ? {} : NOT_LISTED },
  );
}

const NOT_LISTED = { "X-Robots-Tag": "noindex" };

export default function SharedPicture() {
  const { url, prompt, width, height } = useLoaderData<typeof loader>();
  return (
    <article>
      <h1 className={prompt ? "prompt" : "hidden"}>{prompt ?? NO_PROMPT}</h1>
      <img
        className="picture"
        src={`${new URL(url).pathname}/image`}
        alt={prompt ?? NO_PROMPT}
        width={width}
        height={height}
        fetchPriority="high"
      />
      <p className="made-with">
        Made with Flux AI. <Link to="/">Make a picture of your own</Link>
      </p>
    </article>
  );
}
