import { describe, expect, test } from "vitest";
import { ownPage } from "./addresses.server";

const ORIGIN = "https://flux.example";
const request = new Request(`${ORIGIN}/login`);

/** The origin where a browser ends up that is sent to this address by the page for signing in. */
const wentTo = (sent: string) => new URL(sent, `${ORIGIN}/login`).origin;

const ELSEWHERE = [
  ...["https://evil.test/", "http://flux.example/", "//evil.test", "///evil.test", "////evil.test"],
  ...["/\\evil.test", "\\\\evil.test", "\\/evil.test", "/\t/evil.test", "/\n/evil.test", "\t//evil.test"],
  ...[" //evil.test", "/\r/evil.test", "/.//evil.test", "/..//evil.test", "/./\\evil.test", "/.\\/evil.test"],
  ...["/%2e//evil.test", "/%2E//evil.test", "/%2e%2e//evil.test", "/.%2e//evil.test", "/a/..//evil.test"],
  ...["/a/%2e%2e//evil.test", "/a/b/../..//evil.test", "/.///evil.test", "/././/evil.test", ".//evil.test//"],
  ...["./..//evil.test", "/.\t//evil.test", "/\t.//evil.test", "/.//user@evil.test", "/.//evil.test:443/x"],
  ...[
    "https:evil.test",
    "https:/\\evil.test",
    "https://flux.example@evil.test/",
    "https://flux.example.evil.test",
  ],
  ...["https://flux.example:8443/", "javascript:alert(1)", "data:text/html,x", "blob:https://flux.example/x"],
  ...["https://flux.example//evil.test", "https://flux.example/.//evil.test", "http:\\\\evil.test"],
  ...["https://[", "https://flux.example:x", "//", "///", "/.//", "/.//flux.example/"],
];

describe("S1: the way back", () => {
  test.each(ELSEWHERE)("%j never leaves the site", (address) => {
    const sent = ownPage(address, request);
    expect(wentTo(sent ?? "/")).toBe(ORIGIN);
    expect(sent ?? "/").not.toMatch(/^\/[/\\]/);
  });

  test.each([
    ["/.//evil.test", null],
    ["/a/..//evil.test", null],
    ["//evil.test", null],
    ["/history?before=here&more=1", "/history?before=here&more=1"],
    ["/generations/1#receipt", "/generations/1"],
    ["https://flux.example/credits", "/credits"],
    ["https://user:word@flux.example/credits", "/credits"],
    ["/a//evil.test", "/a//evil.test"],
    ["/／evil.test", "/%EF%BC%8Fevil.test"],
    ["/⁄evil.test", "/%E2%81%84evil.test"],
    ["/?next=//evil.test", "/?next=//evil.test"],
    ["/./history", "/history"],
    ["", "/"],
  ])("of %j is %j", (address, sent) => {
    expect(ownPage(address, request)).toBe(sent);
  });

  test("is judged as it is sent, after every change", () => {
    const change = (page: URL) => {
      page.pathname = "/.//evil.test";
    };
    expect(ownPage("/", request, change)).toBeNull();
    expect(ownPage("/?lang=en&q=1", request, ({ searchParams }) => searchParams.delete("lang"))).toBe(
      "/?q=1",
    );
  });
});
