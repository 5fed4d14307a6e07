import * as z from "zod";
import { type EmailBinding, MailFrom, mailIsWhole, SmtpUrl } from "./mail-settings.server";
import { optional } from "./settings/optional.server";
import { providersAreWhole, SiteUrl } from "./settings/provider-settings.server";
import { SITE_SETTINGS } from "./settings/site-settings.server";
import { STRIPE_SETTINGS } from "./settings/stripe-settings.server";
import { unavailable } from "./unavailable.server";

const list = (text: string) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);

const text = optional(z.string().optional());

const wholeNumber = (fallback: number) => optional(z.coerce.number().int().min(0).default(fallback));

const binding = <Kind>(method: string) =>
  z.custom<Kind>((value) => typeof (value as Record<string, unknown> | undefined)?.[method] === "function", {
    error: "is not bound",
  });

const Origin = optional(
  z
    .url()
    .transform((url) => new URL(url).origin)
    .optional(),
);

/** Whoever reaches a site without sign-in is its one person: it must be none that others reach. */
function isOnOnesOwn(
  { SINGLE_USER, PUBLIC_ORIGIN }: { SINGLE_USER: boolean; PUBLIC_ORIGIN?: string | undefined },
  context: z.RefinementCtx,
): void {
  if (!SINGLE_USER || !PUBLIC_ORIGIN?.startsWith("https:")) return;
  const message = "is for a machine of one's own, and PUBLIC_ORIGIN is https";
  context.addIssue({ code: "custom", path: ["SINGLE_USER"], message });
}

const SIGNUP_CREDITS = { demo: 500, paid: 10 };

/** All settings; the README's section "Settings" says what each is for. */
const Settings = z
  .object({
    DB: binding<D1Database>("batch"),
    PICTURES: binding<R2Bucket>("put"),
    FLOODS: binding<RateLimit>("limit").optional(),
    SESSION_SECRETS: z
      .string({ error: "is not set" })
      .transform(list)
      .refine((secrets) => secrets.length > 0, { error: "is not set" }),
    REPLICATE_API_TOKEN: optional(z.string().optional()),
    REPLICATE_API_BASE_URL: optional(z.url().default("https://api.replicate.com/v1")),
    REPLICATE_FILE_HOSTS: optional(z.string().default("replicate.delivery")).transform(list),
    REPLICATE_WEBHOOK_SECRET: optional(z.string().startsWith("whsec_").optional()),
    PUBLIC_ORIGIN: Origin,
    SMTP_URL: optional(SmtpUrl.optional()),
    RESEND_API_KEY: optional(z.string().optional()),
    EMAIL: binding<EmailBinding>("send").optional(),
    MAIL_FROM: optional(MailFrom.optional()),
    /** Both come from `npm start`: where it serves, and the key of the page that shows mails which cannot leave. */
    SERVED_AT: Origin,
    OUTBOX_KEY: optional(z.string().optional()),
    /** The sites by which people may sign in. `GITHUB_URL` names a GitHub of one's own. */
    ...{
      GOOGLE_CLIENT_ID: text,
      GOOGLE_CLIENT_SECRET: text,
      GITHUB_CLIENT_ID: text,
      GITHUB_CLIENT_SECRET: text,
    },
    GITHUB_URL: optional(SiteUrl.default("https://github.com")),
    OIDC_ISSUER: optional(SiteUrl.optional()),
    ...{ OIDC_CLIENT_ID: text, OIDC_CLIENT_SECRET: text, OIDC_NAME: text },
    /** The one header in which a visitor's network address is believed, since whatever is in front writes it. */
    TRUSTED_IP_HEADER: optional(z.string().optional()),
    /** Unless it is set, the demo, where a credit costs nobody anything, gives more of them. */
    SIGNUP_CREDITS: optional(z.coerce.number().int().min(0).optional()),
    /** What the operator says to whoever has too few credits. */
    CREDITS_HELP: optional(z.string().trim().optional()),
    WELCOMES_A_DAY: wholeNumber(200),
    /** Who may join: everybody, whoever has an invite, or nobody. */
    SIGNUP: optional(z.enum(["open", "invite", "closed"]).default("open")),
    /** How many people each person may invite, where an invite is needed. */
    INVITES_A_PERSON: wholeNumber(0),
    /** A machine of one's own: one person, who never signs in, and whose credits are not counted. */
    SINGLE_USER: optional(z.enum(["0", "1"]).default("0")).transform((text) => text === "1"),
    /** Addresses of those who run the site; each counts once its person has proved it. */
    OPERATORS: optional(z.string().default("")).transform(list),
    /** Whether copies of the database, where there are any, answer those who only look. */
    READ_REPLICAS: optional(z.enum(["on", "off"]).default("on")),
    /** What the orders of a day may cost at Replicate, in US dollars. */
    DAILY_BUDGET_USD: optional(z.coerce.number().min(0).optional()),
    /** Words that no prompt may have; each as a whole word, or, in Chinese, anywhere. */
    REFUSED_WORDS: optional(z.string().default("")).transform(list),
    SLOW_GENERATION_MS: wholeNumber(5000),
    MAX_OPEN_GENERATIONS: wholeNumber(3),
    FREE_CANCELS_A_DAY: wholeNumber(5),
    FREE_REFUSALS_A_DAY: wholeNumber(3),
    PREDICTIONS_A_DAY: wholeNumber(500),
    SITE_PREDICTIONS_A_DAY: optional(z.coerce.number().int().min(0).optional()),
    RESULT_CACHE_HOURS: wholeNumber(24),
    RESULT_CACHE_SCOPE: optional(z.enum(["person", "site"]).default("person")),
    ...STRIPE_SETTINGS,
    ...SITE_SETTINGS,
  })
  .superRefine(mailIsWhole)
  .superRefine(providersAreWhole)
  .superRefine(isOnOnesOwn)
  .transform((settings) => ({
    ...settings,
    MAIL_FROM: settings.MAIL_FROM && {
      ...settings.MAIL_FROM,
      name: settings.MAIL_FROM.name || settings.SITE_NAME,
    },
    SIGNUP_CREDITS:
      settings.SIGNUP_CREDITS ?? (settings.REPLICATE_API_TOKEN ? SIGNUP_CREDITS.paid : SIGNUP_CREDITS.demo),
  }));

export type Settings = z.output<typeof Settings>;

/**
 * Reads the environment, which nothing else does but `readPublicOrigin`.
 * @throws Unavailable when a binding or a setting is missing or malformed; the log names it, never its value.
 */
export function readSettings(env: unknown): Settings {
  const settings = Settings.safeParse(env);
  if (settings.success) return settings.data;
  const problems = settings.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  throw unavailable("settings", problems.join("; "));
}

/** Reads `PUBLIC_ORIGIN` alone, before all other settings are needed; undefined when it is missing or malformed. */
export function readPublicOrigin(env: unknown): string | undefined {
  return Origin.safeParse((env as { PUBLIC_ORIGIN?: unknown }).PUBLIC_ORIGIN).data;
}
