import type { ActionFunctionArgs } from "@remix-run/cloudflare";
import { hear } from "~/generations/news.server";
import { readUpTo } from "~/platform/body.server";
import { isUuid } from "~/platform/ids.server";
import { services } from "~/platform/services.server";

/** A prediction with its logs is a few kilobytes. */
const LARGEST_MESSAGE = 1024 * 1024;

const ANSWERS = { done: 200, forged: 401, not_ours: 404 };

export async function action({ request, params, context }: ActionFunctionArgs) {
  if (!isUuid(params.id)) return new Response(null, { status: 404 });
  const body = await readUpTo(LARGEST_MESSAGE, request.body);
  if (!body) return new Response(null, { status: 413 });
  const heard = await hear(services(context), params.id, {
    id: request.headers.get("webhook-id"),
    timestamp: request.headers.get("webhook-timestamp"),
    signature: request.headers.get("webhook-signature"),
    body: new TextDecoder().decode(body),
  });
  return new Response(null, { status: ANSWERS[heard] });
}

export function loader() {
  throw new Response("Method not allowed", { status: 405, headers: { Allow: "POST" } });
}
