import type { AppLoadContext } from "@remix-run/cloudflare";
import { visitor } from "~/accounts/gate.server";
import type { Visitor } from "~/accounts/user";
import { found } from "~/http/found.server";

/**
 * Somebody who runs the site, as the database says at this very request. @throws a 404 response for everybody else, signed in
 * or not: to them these pages are not there.
 */
export async function requireOperator(request: Request, context: AppLoadContext): Promise<Visitor> {
  const user = await visitor(request, context);
  return found(user?.isOperator ? user : null);
}
