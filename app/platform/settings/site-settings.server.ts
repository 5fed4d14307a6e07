import * as z from "zod";
import { lengthOf } from "../text/text.server";
import { optional } from "./optional.server";

/** The name of a site whose owner says none. Nothing else in the app knows it: `test/house.test.ts` sees to that. */
const NAME = "Flux AI";

/** In code points: a title, a mail's subject and a phone's narrow header have room for so many. */
const LONGEST_NAME = 40;

/** Signs that break a line, a header or a tag, or turn round the text that follows. */
const REFUSED_IN_NAME = /[<>\p{Cc}\p{Zl}\p{Zp}\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

const SiteName = optional(
  z
    .string()
    .trim()
    .refine((name) => lengthOf(name) <= LONGEST_NAME, { error: `is longer than ${LONGEST_NAME} characters` })
    .refine((name) => /[\p{L}\p{N}]/u.test(name), { error: "has neither a letter nor a digit" })
    .refine((name) => !REFUSED_IN_NAME.test(name), { error: "has a sign that no name may have" })
    .default(NAME),
);

/** How the site's people are reached: where a link to them leads, and how it reads. */
export type Contact = { href: string; text: string };

const Email = z.email().transform((address): Contact => ({ href: `mailto:${address}`, text: address }));

const Page = z.url({ protocol: /^https$/ }).transform((address): Contact => {
  const { href, host, pathname } = new URL(address);
  return { href, text: host + pathname.replace(/\/$/, "") };
});

/** Who has made a site theirs says so here; the README's section "A name of one's own" says how. */
export const SITE_SETTINGS = {
  SITE_NAME: SiteName,
  CONTACT: optional(
    z
      .string()
      .trim()
      .transform((text, context): Contact => {
        const contact = Email.safeParse(text).data ?? Page.safeParse(text).data;
        if (contact) return contact;
        context.addIssue({ code: "custom", message: "is neither an e-mail address nor an https address" });
        return z.NEVER;
      })
      .optional(),
  ),
};

/** What every page says of the site, also the one that says that other settings cannot be read. */
export type Site = { name: string; contact: Contact | undefined };

/** Reads the site's name and contact alone; one that is malformed is as if it were not set. */
export function readSite(env: unknown): Site {
  const { SITE_NAME, CONTACT } = env as { SITE_NAME?: unknown; CONTACT?: unknown };
  return {
    name: SITE_SETTINGS.SITE_NAME.safeParse(SITE_NAME).data ?? NAME,
    contact: SITE_SETTINGS.CONTACT.safeParse(CONTACT).data,
  };
}
