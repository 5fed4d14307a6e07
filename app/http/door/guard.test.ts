import { expect, test } from "vitest";
import { admit, type Known } from "./guard.server";

const KNOWN: Known = {
  secrets: ["of-the-tests"],
  hasSession: false,
  bearer: null,
  publicOrigin: undefined,
  isOpenToAll: false,
  largestPictureForm: 1_000_000,
  whom: undefined,
};

test("S16: what the runtime tells an app of its own is taken from a visitor's request, all else is left", async () => {
  const headers = {
    "MF-Original-URL": "http://localhost/credits",
    "mf-dispatch-fetch": "1",
    "MF-Whatever-Comes-Next": "1",
    Cookie: "session=x",
  };
  const admitted = await admit(new Request("http://localhost/history", { headers }), KNOWN);
  if ("status" in admitted) throw new Error("it was refused");
  expect([...admitted.request.headers.keys()].filter((name) => name.startsWith("mf-"))).toEqual([]);
  expect(admitted.request.headers.get("Cookie")).toBe("session=x");
  expect(new URL(admitted.request.url).pathname).toBe("/history");
});
