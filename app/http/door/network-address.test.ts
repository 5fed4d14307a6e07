import { expect, test } from "vitest";
import { networkAddress } from "./network-address.server";

const seenAs = (value: string, header = "X-Seen-From") =>
  networkAddress(new Request("http://localhost/", { headers: { [header]: value } }), {
    TRUSTED_IP_HEADER: "X-Seen-From",
  });

test.each([
  ["192.0.2.1", "192.0.2.1"],
  [" 192.0.2.1 ", "192.0.2.1"],
  ["203.0.113.9, 192.0.2.1", "192.0.2.1"],
  ["2001:db8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2::/64"],
  ["2001:DB8:1:2::1", "2001:db8:1:2::/64"],
  ["2001:0db8:0001:0002::", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["::ffff:192.0.2.1", "192.0.2.1"],
  ["64:ff9b::192.0.2.1", "64:ff9b:0:0::/64"],
] as const)("S16: %j is %j", (value, network) => expect(seenAs(value)).toBe(network));

test.each(["", "unknown", "192.0.2", "192.0.2.1:443", "<script>", "2001:db8::1::2"])(
  "S16: %j is no address, and has no budget",
  (value) => expect(seenAs(value)).toBeNull(),
);

test("S16: without the setting no header is read, Cloudflare's own neither", () => {
  const request = new Request("http://localhost/", { headers: { "CF-Connecting-IP": "192.0.2.1" } });
  expect(networkAddress(request, { TRUSTED_IP_HEADER: undefined })).toBeNull();
  expect(seenAs("192.0.2.1", "CF-Connecting-IP")).toBeNull();
});
