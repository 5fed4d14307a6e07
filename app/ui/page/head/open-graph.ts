import type { MetaDescriptor } from "@remix-run/cloudflare";

type Said = {
  /** The site's name. */
  site: string;
  title: string;
  description: string;
  /** The page's address with the origin, since other sites read it; `image.url` has it too. */
  url: string;
  /** Null for a page with nothing to show. */
  image: { url: string; type: string; width: number; height: number; alt: string } | null;
};

type OfSite = Pick<Said, "site" | "title" | "description"> & { origin: string };

/** What is said of the site itself, with the picture of it that lies beside the code. */
export function saidOfSite({ origin, ...said }: OfSite): Said {
  const image = { type: "image/jpeg", width: 1200, height: 630, alt: said.title };
  return { ...said, url: `${origin}/`, image: { url: `${origin}/open-graph.jpg`, ...image } };
}

/** Describes a page in Open Graph's terms, from which other sites make the preview of a link. */
export function openGraph({ site, title, description, url, image }: Said): MetaDescriptor[] {
  return [
    { property: "og:site_name", content: site },
    { property: "og:type", content: "website" },
    { property: "og:title", content: title },
    { property: "og:description", content: description },
    { property: "og:url", content: url },
    ...(image ? shown(image) : []),
  ];
}

function shown({ url, type, width, height, alt }: NonNullable<Said["image"]>): MetaDescriptor[] {
  return [
    { property: "og:image", content: url },
    { property: "og:image:type", content: type },
    { property: "og:image:width", content: String(width) },
    { property: "og:image:height", content: String(height) },
    { property: "og:image:alt", content: alt },
    { name: "twitter:card", content: "summary_large_image" },
  ];
}

/** Keeps a page out of search engines, whatever part of it they read. */
export const NOT_LISTED = { "X-Robots-Tag": "noindex" };

/** The headers of a shared page, which search engines show only where its owner wants that. */
export const listedBy = ({ indexable }: { indexable: boolean }) => (indexable ? {} : NOT_LISTED);

/** What its head says of the same. */
export const listedInHead = ({ indexable }: { indexable: boolean }): MetaDescriptor[] =>
  indexable ? [] : [{ name: "robots", content: "noindex" }];
