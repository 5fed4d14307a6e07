import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { found } from "~/http/found.server";
import { languageOf } from "~/http/language.server";
import { ownText } from "~/site/own-texts.server";
import { handleOfText, OwnText } from "~/ui/page/site/own-text";

export const handle = handleOfText("terms");

export function loader({ request }: LoaderFunctionArgs) {
  return found(ownText("terms", languageOf(request)));
}

export default function Terms() {
  return <OwnText kind="terms" text={useLoaderData<typeof loader>()} />;
}
