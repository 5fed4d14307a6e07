import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { publicOrigin } from "~/http/addresses.server";
import { found } from "~/http/found.server";
import { DAY, timestamp } from "~/platform/clock.server";
import { LANGUAGE_KEYS } from "~/platform/text/languages";
import { services } from "~/services.server";

const PATH = "/.well-known/security.txt";

/** The standard wants less than a year, after which what a reader has kept counts no more. */
const VALID_DAYS = 180;

/** Whom a hole in security is told to (RFC 9116); nothing where the site names nobody. */
export function loader({ request, context }: LoaderFunctionArgs): Response {
  const using = services(context);
  const { href } = found(using.settings.CONTACT);
  const lines = [
    `Contact: ${href}`,
    `Expires: ${timestamp(VALID_DAYS * DAY)}`,
    `Preferred-Languages: ${LANGUAGE_KEYS.join(", ")}`,
    `Canonical: ${publicOrigin(using, request)}${PATH}`,
  ];
  return new Response(`${lines.join("\n")}\n`, { headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
