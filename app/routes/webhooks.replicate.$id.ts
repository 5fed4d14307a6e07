import type { ActionFunctionArgs } from "@remix-run/cloudflare";
import { receiveWebhook } from "~/generations/webhook.server";
import { readUpTo } from "~/http/body.server";
import { networkAddress } from "~/http/door/network-address.server";
import { idIn } from "~/http/found.server";
import { postOnly } from "~/http/methods.server";
import { standingFor } from "~/platform/keyed-hash.server";
import { services } from "~/services.server";

/** The largest message that is read, in bytes: a prediction with its logs is a few kilobytes. */
const LARGEST_MESSAGE = 1024 * 1024;

const ANSWERS = { done: 200, forged: 401, not_ours: 404 };

export async function action({ request, params, context }: ActionFunctionArgs) {
  const id = idIn(params);
  const body = await readUpTo(LARGEST_MESSAGE, request.body);
  if (!body) return new Response(null, { status: 413 });
  const using = services(context);
  const { settings } = using;
  const outcome = await receiveWebhook(using, id, {
    id: request.headers.get("webhook-id"),
    timestamp: request.headers.get("webhook-timestamp"),
    signature: request.headers.get("webhook-signature"),
    body: new TextDecoder().decode(body),
    whom: standingFor(networkAddress(request, settings), settings.SESSION_SECRETS),
  });
  return new Response(null, { status: ANSWERS[outcome] });
}

export const loader = postOnly;
