import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: ({ errors }) => errors[404].title };

/** Any address without a page has this route, so that the root's loader runs and the navigation is there. */
export function loader() {
  throw new Response(null, { status: 404 });
}

export const action = loader;

export default function NotFound() {
  return null;
}
