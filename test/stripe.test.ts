import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Db } from "../app/platform/db.server";
import { Timings } from "../app/platform/timings.server";
import { paySession } from "../app/stripe/demo/acts.server";
import { signatureOf } from "../app/stripe/demo/secret.server";
import { answerAsStripe } from "../app/stripe/demo/stand-in.server";
import { type App, startApp } from "./app";
import { Visitor } from "./visitor";

const WEBHOOK_SECRET = "whsec_of_the_tests";

let app: App;
let stripe: Server;
let db: Db;
const calls: { method: string; path: string; headers: Record<string, unknown> }[] = [];

/** Stripe at an address of its own, which the stand-in plays. */
beforeAll(async () => {
  stripe = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = "", url = "", headers } = request;
    calls.push({ method, path: url, headers });
    const body = method === "POST" ? { body: Buffer.concat(chunks) } : {};
    const asked = new Request(new URL(url, "https://api.stripe.com"), {
      ...{ method, headers: headers as Record<string, string>, ...body },
    });
    const answer = await answerAsStripe(db, asked);
    response.writeHead(answer.status, { "Content-Type": "application/json" }).end(await answer.text());
  });
  await new Promise<void>((listening) => stripe.listen(0, "127.0.0.1", listening));
  app = await startApp({
    ...{ SIGNUP_CREDITS: "0", STRIPE_SECRET_KEY: "sk_test_x", STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET },
    STRIPE_API_BASE_URL: `http://127.0.0.1:${(stripe.address() as AddressInfo).port}`,
  });
  db = new Db(await app.database(), new Timings());
});

afterAll(async () => {
  await app?.stop();
  stripe?.close();
});

test("with a key, what is bought goes to Stripe and comes back by its webhook, and no play money is there", async () => {
  const visitor = new Visitor(app);
  await visitor.join();
  const id = crypto.randomUUID();
  for (let press = 0; press < 2; press++)
    await visitor.post("/purchases", { id, pack: "small", currency: "cny" });
  const url = (await visitor.get(`/purchases/${id}/pay`)).headers.get("Refresh")?.split("url=")[1] ?? "";
  await visitor.get(`/purchases/${id}/pay`);
  const created = calls.filter(({ method }) => method === "POST");
  expect(created).toMatchObject([
    {
      path: "/v1/checkout/sessions",
      headers: {
        authorization: "Bearer sk_test_x",
        "idempotency-key": id,
        "stripe-version": "2026-10-28.endive",
      },
    },
  ]);
  const session = url.split("/").at(-1) ?? "";
  expect((await visitor.get(`/play-money/${session}`)).status).toBe(404);
  expect((await visitor.post(`/play-money/${session}`, { do: "pay" })).status).toBe(404);

  await paySession(db, session, "pay");
  const [event] = await db.selectFrom("demo_stripe").select("body").where("kind", "=", "event").execute();
  const tell = (secret: string) =>
    fetch(new URL("/webhooks/stripe", app.url), {
      method: "POST",
      body: event?.body ?? "",
      headers: {
        "Content-Type": "application/json",
        "Stripe-Signature": signatureOf(event?.body ?? "", secret),
      },
    });
  expect((await tell("whsec_of_somebody_else")).status).toBe(400);
  const answers = await Promise.all([
    tell(WEBHOOK_SECRET),
    tell(WEBHOOK_SECRET),
    visitor.get(`/purchases/${id}?back=paid`),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 303]);
  expect((await tell(WEBHOOK_SECRET)).status).toBe(200);
  expect(await visitor.balance()).toBe(500);
  const ours = app.lines.filter((line) => !line.includes("/play-money/"));
  expect(ours.join("\n")).not.toContain(session);
  stripe.close();
  stripe.closeAllConnections();
  const silent = crypto.randomUUID();
  await visitor.post("/purchases", { id: silent, pack: "small", currency: "cny" });
  const page = await visitor.get(`/purchases/${silent}/pay`);
  expect([page.status, page.headers.get("Refresh")]).toEqual([200, `5; url=/purchases/${silent}/pay`]);
  expect(await page.text()).toContain("The shop does not answer just now");
});
