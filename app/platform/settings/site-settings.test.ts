import { env } from "cloudflare:test";
import { describe, expect, test, vi } from "vitest";
import { readSettings } from "../settings.server";
import { readSite } from "./site-settings.server";

const read = (vars: Record<string, string>) => readSettings({ ...env, ...vars });

function complaint(vars: Record<string, string>): string {
  const written = vi.spyOn(console, "error").mockImplementation(() => {});
  try {
    read(vars);
    return "";
  } catch {
    return written.mock.calls.join();
  } finally {
    written.mockRestore();
  }
}

describe("the site's name", () => {
  test.each([
    ["", "Flux AI"],
    [" Lantern Pictures ", "Lantern Pictures"],
    [`Tom & Jerry's "Lab"`, `Tom & Jerry's "Lab"`],
    ["灯笼影像", "灯笼影像"],
    ["צילומי אור", "צילומי אור"],
    ["x".repeat(40), "x".repeat(40)],
  ])("%j is %j", (SITE_NAME, name) => {
    expect(read({ SITE_NAME }).SITE_NAME).toBe(name);
    expect(readSite({ SITE_NAME }).name).toBe(name);
  });

  test.each([
    ["x".repeat(41), "is longer than 40 characters"],
    ["…", "has neither a letter nor a digit"],
    ["<b>Lantern", "has a sign that no name may have"],
    ["Lantern\nBcc: all@example.com", "has a sign that no name may have"],
    ["Lantern\u202e", "has a sign that no name may have"],
  ])("%j is refused, and pages that say so have the name of old", (SITE_NAME, why) => {
    expect(complaint({ SITE_NAME })).toContain(`SITE_NAME ${why}`);
    expect(readSite({ SITE_NAME }).name).toBe("Flux AI");
  });

  test("mails are from it unless they are from somebody else", () => {
    const from = (MAIL_FROM: string) => read({ SITE_NAME: "Lantern Pictures", MAIL_FROM }).MAIL_FROM;
    expect(from("hello@example.com")).toEqual({ name: "Lantern Pictures", email: "hello@example.com" });
    expect(from("Jane <hello@example.com>")).toEqual({ name: "Jane", email: "hello@example.com" });
    expect(from("")).toBeUndefined();
  });
});

describe("the site's contact", () => {
  test.each([
    ["hello@example.com", { href: "mailto:hello@example.com", text: "hello@example.com" }],
    ["https://example.com/contact/", { href: "https://example.com/contact/", text: "example.com/contact" }],
    ["", undefined],
  ])("%j", (CONTACT, contact) => {
    expect(read({ CONTACT }).CONTACT).toEqual(contact);
    expect(readSite({ CONTACT }).contact).toEqual(contact);
  });

  test.each(["hello", "http://example.com", "javascript:alert(1)", "hello@example.com?bcc=all@example.com"])(
    "%j is refused",
    (CONTACT) => {
      expect(complaint({ CONTACT })).toContain("CONTACT is neither an e-mail address nor an https address");
      expect(readSite({ CONTACT }).contact).toBeUndefined();
    },
  );
});
