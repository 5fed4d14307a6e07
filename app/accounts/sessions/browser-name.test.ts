import { expect, test } from "vitest";
import { browserName } from "./browser-name.server";

const named = (agent?: string) =>
  browserName(
    new Request("http://localhost", agent === undefined ? {} : { headers: { "User-Agent": agent } }),
  );
const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)";
const KIT = "AppleWebKit/537.36 (KHTML, like Gecko)";

test.each([
  [`${MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15`, "Safari, macOS"],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${KIT} Chrome/147.0 Safari/537.36 Edg/147.0`, "Edge, Windows"],
  [`Mozilla/5.0 (X11; Linux x86_64) ${KIT} HeadlessChrome/147.0 Chrome/147.0 Safari/537.36`, "Chrome, Linux"],
  ["Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", "Firefox, Android"],
  [
    `Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) ${KIT} CriOS/147.0 Mobile Safari/604.1`,
    "Chrome, iOS",
  ],
  [
    `Mozilla/5.0 (Linux; Android 14) ${KIT} Chrome/130.0 Mobile Safari/537.36 MicroMessenger/8.0`,
    "WeChat, Android",
  ],
  ["Mozilla/5.0 (Windows NT 10.0)", "Windows"],
  ["<script>alert(1)</script>", ""],
  [`${"x".repeat(5000)} Firefox/140.0`, ""],
  [undefined, ""],
])("%s is %s", (agent, name) => {
  expect(named(agent)).toBe(name);
});
