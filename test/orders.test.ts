import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, startApp } from "./app";
import { PNG } from "./pretend-replicate";
import { servePretendReplicate } from "./pretend-replicate-server";
import { Visitor } from "./visitor";

let app: App;
let replicate: Awaited<ReturnType<typeof servePretendReplicate>>;

beforeAll(async () => {
  replicate = await servePretendReplicate();
  app = await startApp({ ...replicate.vars, RESULT_CACHE_HOURS: "0", SIGNUP_CREDITS: "100" });
});

afterAll(async () => {
  expect(replicate.pretend.mistakes).toEqual([]);
  await app?.stop();
  replicate?.stop();
});

async function aMember(): Promise<Visitor> {
  const visitor = new Visitor(app);
  await visitor.join();
  return visitor;
}

/** Sends the form of a model that takes a picture, as a browser does. */
async function orderWith(
  visitor: Visitor,
  bytes: Uint8Array<ArrayBuffer>,
  fields: Record<string, string> = {},
  path = "/?index",
) {
  const form = new FormData();
  const sent = {
    id: await visitor.formId(),
    model: "kontext",
    price: "13",
    prompt: "Winter",
    ratio: "1:1",
    ...fields,
  };
  for (const [name, value] of Object.entries(sent)) form.append(name, value);
  form.append("picture", new File([bytes], "mine.png"));
  return visitor.request(path, { method: "POST", headers: { Origin: app.url.origin }, body: form });
}

const field = (html: string, name: string) =>
  html.match(new RegExp(`<(?:input|textarea)[^>]*name="${name}"[^>]*>`))?.[0];

test("choosing a model is a GET that keeps what was typed, with the model's own fields and price", async () => {
  const visitor = await aMember();
  const html = await visitor.html("/?model=dev&prompt=A+fox&ratio=3%3A2&seed=7&guidance=4&count=2");
  expect(html).toContain(">A fox</textarea>");
  expect(field(html, "guidance")).toContain('value="4"');
  expect(field(html, "seed")).toContain('value="7"');
  expect(html).toMatch(
    /name="model"[^>]*checked=""[^>]*value="dev"|name="model"[^>]*value="dev"[^>]*checked=""/,
  );
  // Both of them, as the stylesheet shows it.
  expect(html).toMatch(/data-now="">18<\/span>/);
  expect((await visitor.get("/?model=nonsense&ratio=nonsense")).status).toBe(200);
});

describe("S12: an order is opened again by its id, which says nothing to anybody else", () => {
  const ORDER = { model: "dev", price: "9", prompt: "A fox & a hen", ratio: "3:2", seed: "7", guidance: "4" };

  test("with all that was typed and chosen, with its seed or without, and changed by what stands beside it", async () => {
    const visitor = await aMember();
    const page = (await visitor.generate(ORDER)).headers.get("Location") ?? "";
    const id = page.split("/")[2];
    const links = [...(await visitor.html(page)).matchAll(/href="([^"]*\?again=[^"]*)"/g)].map(
      ([, link]) => link,
    );
    expect(links).toEqual([`${page}?again=${id}#prompt`]);
    const html = await visitor.html(`/?again=${id}`);
    expect(html).toContain(">A fox &amp; a hen</textarea>");
    expect(field(html, "seed")).toContain('value="7"');
    expect(field(html, "guidance")).toContain('value="4"');
    expect(html).toMatch(/name="ratio"[^>]*checked=""[^>]*value="3:2"/);
    const unseeded = await visitor.html(`/?again=${id}&seed=`);
    expect(unseeded).toContain(">A fox &amp; a hen</textarea>");
    expect(field(unseeded, "seed")).not.toContain('value="7"');
    expect(field(await visitor.html(`/?again=${id}&guidance=5`), "guidance")).toContain('value="5"');
  });

  test("with the picture that it changed", async () => {
    const visitor = await aMember();
    const page = (await orderWith(visitor, PNG)).headers.get("Location") ?? "";
    const html = await visitor.html(`/?again=${page.split("/")[2]}`);
    expect(html).toContain(">Winter</textarea>");
    expect(field(html, "input")).toMatch(/value="[0-9a-f-]{36}"/);
  });

  test("anybody else's, and any other id, opens an empty form", async () => {
    const page = (await (await aMember()).generate(ORDER)).headers.get("Location") ?? "";
    const ids = [page.split("/")[2] ?? "", crypto.randomUUID(), "", "x", "__proto__", "%00"];
    for (const visitor of [new Visitor(app), await aMember()])
      for (const id of ids) {
        const answer = await visitor.get(`/?again=${id}`);
        expect([id, answer.status]).toEqual([id, 200]);
        const html = await answer.text();
        expect(html).toMatch(/<textarea[^>]*name="prompt"[^>]*><\/textarea>/);
        expect(html).not.toContain("A fox");
      }
  });
});

test("a dearer model than the form was served for is asked about, not charged", async () => {
  const visitor = await aMember();
  const response = await visitor.generate({ model: "dev", price: "1", prompt: "Kept" });
  const html = await response.text();
  expect(response.status).toBe(422);
  expect(html).toContain(
    "The price is not the one that you were shown. Nothing was charged: send it again if you agree to the price on the button.",
  );
  expect(html).toContain(">Kept</textarea>");
  expect(html).toMatch(/data-now="">9<\/span>/);
  expect(await visitor.balance()).toBe(100);
});

test("an order of somebody who is not signed in comes back whole after signing in", async () => {
  const order = {
    model: "dev",
    prompt: "一座山",
    ratio: "3:2",
    count: "2",
    seed: "7",
    guidance: "4",
    steps: "9",
  };
  const visitor = new Visitor(app);
  const signIn = await (
    await visitor.post("/?index", { id: crypto.randomUUID(), price: "9", unread: "1", ...order })
  ).text();
  const draft =
    field(signIn, "draft")
      ?.match(/value="([^"]*)"/)?.[1]
      ?.replaceAll("&amp;", "&") ?? "";
  expect(Object.fromEntries(new URLSearchParams(draft))).toMatchObject(order);
  const email = await new Visitor(app).join();
  await visitor.get("/login");
  const back = await visitor.post("/login", { email, password: "correct horse", draft });
  const html = await visitor.html(back.headers.get("Location") ?? "");
  expect(html).toContain(`>${order.prompt}</textarea>`);
  for (const name of ["seed", "guidance", "steps"] as const)
    expect(field(html, name)).toContain(`value="${order[name]}"`);
  for (const name of ["model", "ratio", "count"] as const)
    expect(html).toMatch(new RegExp(`name="${name}"[^>]*checked=""[^>]*value="${order[name]}"`));
});

describe("several at once", () => {
  test("are shown on one page, to their visitor only", async () => {
    const visitor = await aMember();
    const response = await visitor.generate({ count: "3", prompt: "Three boats" });
    const page = response.headers.get("Location") ?? "";
    expect(page).toMatch(/^\/orders\//);
    expect((await visitor.html(page)).match(/<img[^>]*alt="Three boats"/g)).toHaveLength(3);
    expect((await (await aMember()).get(page)).status).toBe(404);
    expect((await visitor.get("/orders/no-id")).status).toBe(404);
    expect((await visitor.get(`/orders/${crypto.randomUUID()}`)).status).toBe(404);

    const ids = [...(await visitor.html(page)).matchAll(/class="cell-link" href="\/generations\/([\w-]+)"/g)];
    await visitor.post("/history/selection", [
      ...ids.map(([, id = ""]): [string, string] => ["id", id]),
      ["do", "delete"],
    ]);
    const deleted = (await visitor.get(page)).headers.get("Location") ?? "";
    expect(deleted).toMatch(/^\/history\/deleted\?before=/);
    expect((await visitor.html(deleted)).match(/<img[^>]*alt="Three boats"/g)).toHaveLength(3);
    expect((await (await aMember()).get(page)).status).toBe(404);
  });

  test("that take longer: their page asks again by itself until all are done", async () => {
    const visitor = await aMember();
    replicate.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
    const response = await visitor.generate({ count: "3", prompt: "Slow boats" });
    const page = response.headers.get("Location") ?? "";
    const html = await visitor.html(page);
    expect(html).toContain('http-equiv="refresh"');
    // Each of them can be cancelled, here.
    const cancels = [...html.matchAll(/action="(\/generations\/[\w-]+\/cancel)"/g)];
    expect(cancels).toHaveLength(3);
    const cancelled = await visitor.post(cancels[2]?.[1] ?? "", { order: page.split("/")[2] ?? "" });
    expect([cancelled.status, cancelled.headers.get("Location")]).toEqual([303, page]);
    expect((await visitor.html(page)).match(/\/cancel"/g)).toHaveLength(2);
    const nonsense = await visitor.post(cancels[1]?.[1] ?? "", { order: "/elsewhere" });
    expect(nonsense.status).toBe(400);
    for (const made of replicate.pretend.predictions.values()) replicate.pretend.succeed(made);
    await expect
      .poll(async () => (await visitor.html(page)).match(/<img[^>]*alt="Slow boats"/g)?.length, {
        timeout: 90_000,
      })
      .toBe(2);
    expect(await visitor.html(page)).not.toContain('http-equiv="refresh"');
    replicate.pretend.onCreate = (made) => Response.json(replicate.pretend.succeed(made), { status: 201 });
  });
});

describe("a picture that is brought", () => {
  test("is changed, and seen by nobody else", async () => {
    const visitor = await aMember();
    const response = await orderWith(visitor, PNG);
    expect(response.status).toBe(303);
    const html = await visitor.html(response.headers.get("Location") ?? "");
    const input = html.match(/src="(\/inputs\/[^"]+)"/)?.[1] ?? "";
    const seen = await visitor.get(input);
    expect(Object.fromEntries(seen.headers)).toMatchObject({
      "content-type": "image/png",
      "cache-control": expect.stringMatching(/^private, max-age=\d{5,6}, immutable$/),
      "x-content-type-options": "nosniff",
    });
    expect((await (await aMember()).get(input)).status).toBe(404);
    expect((await new Visitor(app).get(input)).status).toBe(404);
    expect((await visitor.post(input, {})).status).toBe(405);
  });

  test("of more than 10 MB is told so beside what was typed, and is not charged", async () => {
    const visitor = await aMember();
    const response = await orderWith(visitor, new Uint8Array(12_000_000), { prompt: "Kept" });
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toContain("The picture must be 10 MB or less");
    expect(html).toContain(">Kept</textarea>");
    expect(await visitor.balance()).toBe(100);
  });

  test("of far more is not even read, and no other form takes so much", async () => {
    const visitor = await aMember();
    expect((await orderWith(visitor, new Uint8Array(17_000_000))).status).toBe(413);
    const form = new FormData();
    form.append("email", new File([new Uint8Array(70_000)], "large"));
    const join = { method: "POST", headers: { Origin: app.url.origin }, body: form };
    expect((await new Visitor(app).request("/join", join)).status).toBe(413);
  });

  test("for a model that needs one: without it the form says so", async () => {
    const visitor = await aMember();
    const response = await visitor.generate({ model: "kontext", price: "13", prompt: "Kept" });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain("Choose a picture to change");
  });
});
