import type { ActionFunctionArgs } from "@remix-run/cloudflare";
import { readUpTo } from "~/http/body.server";
import { networkAddress } from "~/http/door/network-address.server";
import { postOnly } from "~/http/methods.server";
import { standingFor } from "~/platform/keyed-hash.server";
import { Unavailable } from "~/platform/unavailable.server";
import { receiveStripe, type StripeMessage } from "~/purchases/webhook.server";
import { type Services, services } from "~/services.server";

/** The largest message that is read, in bytes: an event is a few kilobytes. */
const LARGEST_MESSAGE = 1024 * 1024;

/** Whatever is not done comes again, for three days: a 400 for what nobody signed, a 500 for all that went wrong here. */
const ANSWERS = { done: 200, forged: 400, no_shop: 404, again: 500 };

export async function action({ request, context }: ActionFunctionArgs) {
  const body = await readUpTo(LARGEST_MESSAGE, request.body);
  if (!body) return new Response(null, { status: 413 });
  const using = services(context);
  const { settings } = using;
  const heard = await receive(using, {
    body: new TextDecoder().decode(body),
    signature: request.headers.get("stripe-signature"),
    whom: standingFor(networkAddress(request, settings), settings.SESSION_SECRETS),
  });
  return new Response(null, { status: ANSWERS[heard] });
}

/** A part that does not answer has said so in the log, and is no page here. */
async function receive(using: Services, message: StripeMessage) {
  try {
    return await receiveStripe(using, message);
  } catch (error) {
    if (error instanceof Unavailable) return "again";
    throw error;
  }
}

export const loader = postOnly;
