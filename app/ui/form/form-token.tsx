import { useRouteLoaderData } from "@remix-run/react";

/** Stands in every form that is posted: where nothing else says so, it proves that the form is from here. */
export function FormToken({ token }: { token?: string | undefined }) {
  const known = useRouteLoaderData("root") as { formToken?: string | undefined } | undefined;
  const value = token ?? known?.formToken;
  return value ? <input type="hidden" name="form_token" value={value} /> : null;
}
