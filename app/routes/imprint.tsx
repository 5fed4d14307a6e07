import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { found } from "~/http/found.server";
import { languageOf } from "~/http/language.server";
import { ownText } from "~/site/own-texts.server";
import type { PageHandle } from "~/ui/page/page-handle";
import { OwnText } from "~/ui/page/site/own-text";

export const handle: PageHandle = {
  title: ({ texts }) => texts.imprint,
  isPublic: true,
  needsScripts: false,
};

export function loader({ request }: LoaderFunctionArgs) {
  return found(ownText("imprint", languageOf(request)));
}

export default function Text() {
  return <OwnText kind="imprint" text={useLoaderData<typeof loader>()} />;
}
