import { env } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import { Db } from "~/platform/db.server";
import { Timings } from "~/platform/timings.server";
import { answerAsStripe } from "./demo/stand-in.server";

const db = new Db(env.DB, new Timings());

const SESSION = {
  mode: "payment",
  client_reference_id: "an-order",
  "metadata[order]": "an-order",
  "payment_intent_data[metadata][order]": "an-order",
  "line_items[0][quantity]": "1",
  "line_items[0][price_data][currency]": "eur",
  "line_items[0][price_data][unit_amount]": "300",
  "line_items[0][price_data][product_data][name]": "500 credits",
  success_url: "https://flux.example/paid",
};

function post(fields: Record<string, string>, headers: Record<string, string> = {}) {
  return answerAsStripe(
    db,
    new Request("https://api.stripe.com/v1/checkout/sessions", {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { Authorization: "Bearer sk_test_x", ...headers },
    }),
  );
}

const get = (path: string) =>
  answerAsStripe(
    db,
    new Request(`https://api.stripe.com/v1/${path}`, { headers: { Authorization: "Bearer sk_test_x" } }),
  );

const errorOf = async (response: Response) => [
  response.status,
  (await response.json<{ error: object }>()).error,
];

test("the same key gives the same session; with another body it is refused", async () => {
  const key = { "Idempotency-Key": crypto.randomUUID() };
  const made = await Promise.all([post(SESSION, key), post(SESSION, key), post(SESSION, key)]);
  const ids = await Promise.all(made.map(async (answer) => (await answer.json<{ id: string }>()).id));
  expect(new Set(ids).size).toBe(1);
  expect(await errorOf(await post({ ...SESSION, client_reference_id: "another" }, key))).toEqual([
    400,
    expect.objectContaining({ type: "idempotency_error" }),
  ]);
});

describe("what Stripe would refuse is refused", () => {
  test("without a key", async () => {
    expect((await post(SESSION, { Authorization: "" })).status).toBe(401);
  });

  test.each([
    ["payment_method_types[0]", "card", { code: "parameter_unknown", param: "payment_method_types" }],
    ["line_items[0][price_data][unit_amount]", "30", { code: "amount_too_small" }],
    ["line_items[0][price_data][unit_amount]", "3.5", { param: "line_items[0][price_data][unit_amount]" }],
    ["line_items[0][price_data][currency]", "xyz", { code: "currency_unknown" }],
    ["line_items[0][price_data][product_data][tax_code]", "books", { code: "parameter_invalid" }],
    ["success_url", "/paid", { param: "success_url" }],
    ["mode", "setup", { param: "mode" }],
    ["__proto__[polluted]", "1", { code: "parameter_unknown" }],
  ])("%s=%s", async (name, value, error) => {
    const [status, told] = await errorOf(await post({ ...SESSION, [name]: value }));
    expect([status, told]).toEqual([400, expect.objectContaining(error)]);
    expect(Object.prototype).not.toHaveProperty("polluted");
  });

  test("tax of one's own where Stripe is the seller", async () => {
    const managed = { ...SESSION, "managed_payments[enabled]": "true" };
    expect((await post(managed)).status).toBe(200);
    expect((await post({ ...managed, "automatic_tax[enabled]": "true" })).status).toBe(400);
  });

  test.each([
    ["limit=0", { param: "limit" }],
    ["limit=101", { param: "limit" }],
    ["colour=blue", { code: "parameter_unknown" }],
    ["created[since]=1", { code: "parameter_unknown" }],
    ["type=refund.created&types[0]=refund.updated", { code: "parameter_conflict" }],
    [Array.from({ length: 21 }, (_, at) => `types[${at}]=refund.created`).join("&"), { param: "types" }],
    ["starting_after=evt_x", { code: "resource_missing", param: "starting_after" }],
  ])("a list of events by %s", async (search, error) => {
    const [status, told] = await errorOf(await get(`events?${search}`));
    expect([status, told]).toEqual([400, expect.objectContaining(error)]);
  });

  test("what is not there", async () => {
    for (const path of ["checkout/sessions/cs_x", "refunds/re_x", "disputes/du_x", "customers/cus_x"])
      expect((await get(path)).status).toBe(404);
  });
});
