import { describe, expect, test } from "vitest";
import { FieldCount } from "./fields.server";
import { readForm, withinBounds } from "./form.server";
import { admit, type Known } from "./guard.server";

const MULTIPART = "multipart/form-data; boundary=--x-x";
const ENCODED = "application/x-www-form-urlencoded";

const encoder = new TextEncoder();

/** A body of as many fields as are asked for, of either kind. */
const bodies = {
  [MULTIPART]: (fields: number) =>
    encoder.encode(
      `${'----x-x\r\nContent-Disposition: form-data; name="a"\r\n\r\n--x\r\n'.repeat(fields)}----x-x--\r\n`,
    ),
  [ENCODED]: (fields: number) => encoder.encode(Array(fields).fill("a=b").join("&")),
};
const KINDS = [
  [MULTIPART, "--x-x", "----x-x"],
  [ENCODED, null, "&"],
] as const;
/** In bytes. One cuts every separator everywhere; the last cuts none. */
const CUTS = [1, 2, 3, 5, 7, 64, 1_000_000];

/** A body that arrives in pieces, and how much of it was asked for. */
function arriving(bytes: Uint8Array, cut: number) {
  const seen = { bytes: 0 };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(to) {
        const chunk = bytes.slice(seen.bytes, seen.bytes + cut);
        seen.bytes += chunk.length;
        if (chunk.length > 0) to.enqueue(chunk);
        else to.close();
      },
    },
    { highWaterMark: 0 },
  );
  return { body, seen };
}

/** Where the separator that is one too many begins. */
function placeOf(separator: string, number: number, bytes: Uint8Array): number {
  const text = new TextDecoder().decode(bytes);
  let at = -1;
  for (let found = 0; found < number; found++) at = text.indexOf(separator, at + 1);
  return at;
}

describe.each(KINDS)("S6: the fields of %s are counted while they arrive", (type, boundary, separator) => {
  test.each(CUTS)("in chunks of %i bytes", (cut) => {
    const isOver = (fields: number) => {
      const count = new FieldCount(boundary, 20);
      const bytes = bodies[type](fields);
      for (let at = 0; at < bytes.length; at += cut)
        if (count.isOver(bytes.subarray(at, at + cut))) return true;
      return false;
    };
    expect([isOver(1), isOver(20), isOver(21), isOver(3_000)]).toEqual([false, false, true, true]);
  });

  test.each(CUTS)("and in chunks of %i bytes no more goes on than twenty fields", async (cut) => {
    const bytes = bodies[type](20_000);
    const { body, seen } = arriving(bytes, cut);
    const excesses: string[] = [];
    const bounds = { largestBytes: 100_000_000, mostFields: 20 };
    const reader = withinBounds(body.getReader(), boundary, bounds, (what) =>
      excesses.push(what),
    ).getReader();
    let passedOn = 0;
    const readAll = async () => {
      for (let next = await reader.read(); !next.done; next = await reader.read())
        passedOn += next.value.length;
    };
    await expect(readAll()).rejects.toThrow();
    expect(excesses).toEqual(["too many fields"]);
    const firstTooMany = placeOf(separator, boundary === null ? 20 : 22, bytes) + separator.length;
    expect(passedOn).toBeLessThan(firstTooMany);
    expect(seen.bytes).toBeLessThanOrEqual(firstTooMany + cut);
  });
});

describe("S6: a form at the door", () => {
  const KNOWN: Known = {
    secrets: ["of-the-tests"],
    hasSession: true,
    bearer: null,
    publicOrigin: undefined,
    isOpenToAll: false,
    largestPictureForm: 2_000_000,
    whom: undefined,
  };
  const post = (type: string, body: ReadableStream) =>
    new Request("http://localhost/?index", {
      method: "POST",
      headers: { "Content-Type": type, "Sec-Fetch-Site": "same-origin", Origin: "http://localhost" },
      body,
    });

  test.each(KINDS)("%s: what is too much is read to its end, so that the refusal is heard", async (type) => {
    const bytes = bodies[type](20_000);
    for (const cut of [97, 4_096, 1_000_000]) {
      const { body, seen } = arriving(bytes, cut);
      expect(await admit(post(type, body), KNOWN)).toEqual({ status: 400 });
      expect(seen.bytes).toBe(bytes.length);
    }
  });

  test("but not further than the largest form", async () => {
    const { body, seen } = arriving(new Uint8Array(9_000_000), 100_000);
    expect(await admit(post(ENCODED, body), KNOWN)).toEqual({ status: 413 });
    expect(seen.bytes).toBeGreaterThan(2_000_000);
    expect(seen.bytes).toBeLessThan(3_000_000);
  });

  test.each(["multipart/form-data", "multipart/form-data; boundary=another"])(
    "%s: what is no form is refused and read to its end",
    async (type) => {
      const { body, seen } = arriving(bodies[MULTIPART](5), 100);
      expect(await admit(post(type, body), KNOWN)).toEqual({ status: 400 });
      expect(seen.bytes).toBe(bodies[MULTIPART](5).length);
    },
  );

  test("F14: a route gets the form itself, without the door's field, and a request without a body", async () => {
    const form = new FormData();
    form.set("prompt", "a castle");
    form.set("form_token", "x");
    form.set("picture", new File([new Uint8Array(300_000).fill(7)], "mine.png"));
    const whole = new Response(form);
    const type = whole.headers.get("Content-Type") ?? "";
    const { body } = arriving(new Uint8Array(await whole.arrayBuffer()), 1_013);
    const admitted = await admit(post(type, body), KNOWN);
    if ("status" in admitted) throw new Error("it was refused");
    expect([...(admitted.form ?? [])].map(([name]) => name)).toEqual(["prompt", "picture"]);
    const picture = admitted.form?.get("picture");
    expect(new Uint8Array(await (picture as File).arrayBuffer())).toEqual(new Uint8Array(300_000).fill(7));
    expect([admitted.request.method, admitted.request.body]).toEqual(["POST", null]);
    for (const name of ["Content-Type", "Content-Length", "Origin"])
      expect(admitted.request.headers.has(name)).toBe(false);
  });

  test("an empty body of the right type is a form without fields", async () => {
    const headers = new Headers({ "Content-Type": ENCODED });
    const form = await readForm({ headers, body: null }, { largestBytes: 100, mostFields: 1 });
    expect([...(form as FormData)]).toEqual([]);
  });
});
