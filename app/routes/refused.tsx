import { data, type LoaderFunctionArgs } from "@remix-run/cloudflare";
import { refusalOf } from "~/load-context";

/** The page that says no, to which the Worker sends requests that the guard did not admit. */
export function loader({ context }: LoaderFunctionArgs) {
  const { status, headers = {}, typed } = refusalOf(context) ?? { status: 404 };
  throw data({ typed }, { status, headers });
}

export const action = loader;

export default function Refused() {
  return null;
}
