import { env } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import { readSettings } from "~/platform/settings.server";
import { LANGUAGE_KEYS } from "~/platform/text/languages";
import { compose, type MailRow } from "./compose.server";
import { MAIL_KINDS } from "./outbox/mails.server";

const settings = readSettings({
  ...env,
  SITE_NAME: `Tom & "Söhne" 灯`,
  CONTACT: "https://tom.example/contact",
  PUBLIC_ORIGIN: "https://tom.example",
});

const row = (kind: string, language: string): MailRow => ({
  ...{ id: "1", kind, language, email: "new@example.com", account: "jane@example.com" },
  ...{ tokenId: null, purpose: null, purchaseId: null, answer: "It is gone." },
});

describe.each(LANGUAGE_KEYS)("mails in %s", (language) => {
  test.each(MAIL_KINDS)("%s has the site's name and contact, and no other name", (kind) => {
    const letter = compose(row(kind, language), settings);
    const { subject = "", text = "", html = "" } = letter ?? {};
    expect([subject, text, html].join()).not.toMatch(/flux/i);
    expect(text).toContain(`Tom & "Söhne" 灯`);
    expect(text).toMatch(/https:\/\/tom\.example\/\S*\n/);
    expect(text.split("-- \n")[1]).toContain("https://tom.example/contact");
    expect(html).toContain("Tom &#38; &#34;Söhne&#34; 灯");
    expect(html).not.toContain(`"Söhne"`);
  });
});
