import { useRouteLoaderData } from "@remix-run/react";

/** The hidden token of every form that is posted: it proves that the form is ours when no header of the browser does. */
export function FormToken({ token }: { token?: string | undefined }) {
  const known = useRouteLoaderData("root") as { formToken?: string | undefined } | undefined;
  const value = token ?? known?.formToken;
  return value ? <input type="hidden" name="form_token" value={value} /> : null;
}
