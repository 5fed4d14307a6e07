import { createCookie } from "@remix-run/cloudflare";
import { DAY, SECOND } from "./clock.server";

/** Of this browser, not of an account: a keyboard belongs to a machine. */
const cookie = createCookie("shortcuts", {
  httpOnly: true,
  maxAge: (365 * DAY) / SECOND,
  path: "/",
  sameSite: "lax",
});

/** Whether single keys do something: they do unless they were switched off. */
export async function hasShortcuts(request: Request): Promise<boolean> {
  return (await cookie.parse(request.headers.get("Cookie")).catch(() => null)) !== "off";
}

/** A Set-Cookie value. */
export function keepShortcuts(isOn: boolean): Promise<string> {
  return cookie.serialize(isOn ? "on" : "off");
}
