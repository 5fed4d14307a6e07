import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type App, startApp } from "./app";
import { Visitor } from "./visitor";

let app: App;
let visitor: Visitor;
/** Addresses by the names that the README's table has for them. */
let places: Record<string, string>;

beforeAll(async () => {
  app = await startApp({ SIGNUP_CREDITS: "100" });
  visitor = new Visitor(app);
  await visitor.join();
  const idOf = (answer: Response) => answer.headers.get("Location")?.split("/").pop() ?? "";
  const [one, two, gone] = [
    idOf(await visitor.generate({ prompt: "A castle by the sea" })),
    idOf(await visitor.generate({ prompt: "A fox in snow" })),
    idOf(await visitor.generate({ prompt: "A cat" })),
  ];
  const order = idOf(await visitor.generate({ prompt: "Two whales", count: "2", price: "9" }));
  const edit = await bring(visitor, "In winter");
  // What is on its way is taken a step further by whoever looks.
  await vi.waitFor(
    async () => expect(await visitor.html("/history")).not.toContain("data-look-every"),
    40_000,
  );
  await visitor.post(`/generations/${gone}/delete`, {});
  await visitor.post("/collections", { name: "Castles" });
  const collection = (await visitor.html("/collections")).match(/\/history\?collection=([\w-]+)/)?.[1] ?? "";
  await visitor.post("/collections/members", { do: "collect", id: one, collection });
  await visitor.post(`/collections/${collection}`, { do: "make" });
  await visitor.post(`/generations/${one}/share`, { do: "make" });
  const shared = (await visitor.html(`/generations/${one}`)).match(/\/s\/[\w-]{22}/)?.[0] ?? "";
  const together = (await visitor.html(`/collections/${collection}`)).match(/\/c\/[\w-]{22}/)?.[0] ?? "";
  const purchase = crypto.randomUUID();
  await visitor.post("/purchases", { id: purchase, pack: "small", currency: "cny" });
  const database = await app.database();
  await database.prepare("INSERT INTO operators (user_id, made_at) SELECT id, '2026' FROM users").run();
  const person = await database.prepare("SELECT id FROM users").first<string>("id");
  const html = await visitor.html(`/generations/${edit}`);
  const signed = (path: RegExp) => html.match(path)?.[0] ?? "";
  places = {
    "/": "/",
    "/history": "/history",
    "/history?q=…": "/history?q=castle",
    "/history?collection=…": `/history?collection=${collection}`,
    "/history/deleted": "/history/deleted",
    "/history/deleted/:id": `/history/deleted/${gone}`,
    "/generations/:id": `/generations/${one}`,
    "/orders/:id": `/orders/${order}`,
    "/compare": `/compare?a=${one}&b=${two}`,
    "/collections": "/collections",
    "/collections/:id": `/collections/${collection}`,
    "/downloads": "/downloads",
    "/credits": "/credits",
    "/purchases/:id": `/purchases/${purchase}`,
    "/account": "/account",
    ...OF_AN_ACCOUNT,
    "/s/:token": shared,
    "/c/:token": together,
    "a picture on a page": signed(new RegExp(`/images/${edit}\\?s=[\\w.-]+`)),
    "a thumbnail on a page": signed(/\/images\/[\w-]+\/thumbnail\?s=[\w.-]+/),
    "a brought picture on a page": signed(/\/inputs\/[\w-]+\?s=[\w.-]+/),
    "/images/:id": `/images/${one}`,
    ...OF_OPERATORS,
    "/operator/people/:id": `/operator/people/${person}`,
  };
});

afterAll(() => app?.stop());

const named = (paths: string[]) => Object.fromEntries(paths.map((path) => [path, path]));
const OF_AN_ACCOUNT = named(
  ["password", "email", "ways", "sessions", "factor", "passkeys", "export", "delete"].map(
    (page) => `/account/${page}`,
  ),
);
const OF_OPERATORS = named([
  "/operator",
  ...["people", "money", "reports", "site", "acts"].map((page) => `/operator/${page}`),
]);

/** Orders a picture made of one that is brought, and returns its id. */
async function bring(visitor: Visitor, prompt: string): Promise<string> {
  const form = new FormData();
  const id = await visitor.formId();
  const order = { id, model: "klein", prompt, ratio: "1:1", price: "9" };
  for (const [name, value] of Object.entries(order)) form.append(name, value);
  form.append("picture", new File([readFileSync("test/fixtures/base.jpg")], "mine.jpg"));
  await visitor.request("/?index", { method: "POST", headers: { Origin: app.url.origin }, body: form });
  return id;
}

/** Round trips that a request made to the database and to the store of pictures. */
function tripsOf(answer: Response) {
  const timing = answer.headers.get("Server-Timing") ?? "";
  const callsTo = (part: string) => Number(timing.match(`\\b${part};[^,]*desc="(\\d+)"`)?.[1] ?? 0);
  return { d1: callsTo("db"), r2: callsTo("storage") };
}

/** Asks until a thumbnail that is being made is there: until then the picture stands in for it. */
async function settled(path: string) {
  const answer = await visitor.get(path);
  await answer.arrayBuffer();
  expect([path, answer.status]).toEqual([path, 200]);
  return tripsOf(answer);
}

test("the README's table says how often each page asks the database and the store", async () => {
  await expect.poll(() => settled(places["a thumbnail on a page"] ?? "")).toEqual({ d1: 0, r2: 1 });
  const rows: string[] = [];
  for (const [name, path] of Object.entries(places)) {
    const { d1, r2 } = await settled(path);
    rows.push(`| ${name.includes("/") ? `\`${name}\`` : name} | ${d1} | ${r2} |`);
    expect([name, d1 <= 2]).toEqual([name, true]);
  }
  // What the operator says on all pages is remembered for some seconds.
  await new Visitor(app).get("/");
  const nobody = tripsOf(await new Visitor(app).get("/"));
  rows.push(`| \`/\` to a stranger | ${nobody.d1} | ${nobody.r2} |`);
  const ordered = await visitor.generate({ prompt: "A lighthouse in the fog" });
  expect(ordered.status).toBe(303);
  const { d1, r2 } = tripsOf(ordered);
  rows.push(`| an order, up to its picture | ${d1} | ${r2} |`);
  const table = readFileSync("README.md", "utf8").match(/\| asked for \| D1 \| R2 \|\n.*\n((\|.*\n)+)/)?.[1];
  expect(table?.trim().split("\n")).toEqual(rows);
});
