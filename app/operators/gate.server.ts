import type { ActionFunctionArgs, AppLoadContext } from "@remix-run/cloudflare";
import { visitor } from "~/accounts/gate.server";
import type { Visitor } from "~/accounts/user";
import { found } from "~/http/found.server";
import { getOnly } from "~/http/methods.server";

/**
 * Somebody who runs the site, as the database says at this very request. @throws a 404 response for everybody else, signed in
 * or not: to them these pages are not there.
 */
export async function requireOperator(request: Request, context: AppLoadContext): Promise<Visitor> {
  const user = await visitor(request, context);
  return found(user?.isOperator ? user : null);
}

/** The action of an operator's page that is only read. @throws a 404 response like its loader, to an operator a 405. */
export async function readByOperators({ request, context }: ActionFunctionArgs): Promise<never> {
  await requireOperator(request, context);
  return getOnly();
}
