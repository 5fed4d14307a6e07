import { data, type LoaderFunctionArgs } from "@remix-run/cloudflare";
import { refusalOf } from "~/load-context";

/** Where the Worker sends requests that it did not admit (the guard), to be answered with a page. */
export function loader({ context }: LoaderFunctionArgs) {
  const { status, headers = {}, typed } = refusalOf(context) ?? { status: 404 };
  throw data({ typed }, { status, headers });
}

export const action = loader;

export default function Refused() {
  return null;
}
