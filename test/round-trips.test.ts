import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { insertAccount, PASSWORD } from "./account";
import { type App, startApp } from "./app";
import { Visitor } from "./visitor";

let app: App;
let visitor: Visitor;
/** Addresses by the names that the README's table has for them. */
let places: Record<string, string>;

beforeAll(async () => {
  app = await startApp({ SIGNUP: "invite", INVITES_A_PERSON: "2", CONTACT: "us@example.com" });
  const database = await app.database();
  const email = "somebody@example.com";
  await insertAccount(database, { email, credits: 100, password: PASSWORD });
  visitor = new Visitor(app);
  await visitor.post("/login", { email, password: PASSWORD });
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
  await database.prepare("INSERT INTO operators (user_id, made_at) SELECT id, '2026' FROM users").run();
  const person = await database.prepare("SELECT id FROM users").first<string>("id");
  const key = crypto.randomUUID();
  await database
    .prepare(
      "INSERT INTO passkeys (id, user_id, name, public_key, algorithm, counter, created_at) SELECT ?, id, 'Phone', '', -7, 0, '2026' FROM users",
    )
    .bind(key)
    .run();
  const inCollection = (await visitor.html(together)).match(/\/c\/[\w-]{22}\/(?!preview)[\w-]+/)?.[0] ?? "";
  const report = crypto.randomUUID();
  await visitor.post(`${shared}/report`, { id: report, why: "rights", said: "It is mine", email: "" });
  await new Visitor(app).post("/forgot", { email });
  const outbox = app.outbox?.pathname ?? "";
  const linkTo = async (page: string) =>
    (await visitor.html(outbox)).match(`/${page}/[\\w.-]{40,}`)?.[0] ?? "";
  const move = (email: string) => visitor.post("/account/email", { email, current_password: PASSWORD });
  await move("another@example.com");
  await visitor.post(await linkTo("confirm"), {});
  await move("third@example.com");
  const paid = crypto.randomUUID();
  await visitor.post("/purchases", { id: paid, pack: "small", currency: "cny" });
  const paying = await visitor.get(`/purchases/${paid}/pay`);
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
    "/purchases/:id/pay": `/purchases/${paid}/pay`,
    "/play-money/:session": paying.headers.get("Refresh")?.match(/url=(.*)/)?.[1] ?? "",
    "/account": "/account",
    ...OF_AN_ACCOUNT,
    "/account/passkeys/:id": `/account/passkeys/${key}`,
    ...TO_STRANGERS,
    "/confirm/:token": await linkTo("confirm"),
    "/reset/:token": await linkTo("reset"),
    "/undo/:token": await linkTo("undo"),
    "/outbox/:key": outbox,
    "/s/:token": shared,
    "/s/:token/image": `${shared}/image`,
    "/s/:token/preview": `${shared}/preview`,
    "/s/:token/report": `${shared}/report`,
    "/c/:token": together,
    "/c/:token/preview": `${together}/preview`,
    "/c/:token/:picture": inCollection,
    "/c/:token/:picture/image": `${inCollection}/image`,
    "/c/:token/:picture/thumbnail": `${inCollection}/thumbnail`,
    "/c/:token/:picture/report": `${inCollection}/report`,
    "a picture on a page": signed(new RegExp(`/images/${edit}\\?s=[\\w.-]+`)),
    "a thumbnail on a page": signed(/\/images\/[\w-]+\/thumbnail\?s=[\w.-]+/),
    "a brought picture on a page": signed(/\/inputs\/[\w-]+\?s=[\w.-]+/),
    "/images/:id": `/images/${one}`,
    "/images/:id/thumbnail": `/images/${one}/thumbnail`,
    "/inputs/:id": signed(/\/inputs\/[\w-]+/),
    ...OF_OPERATORS,
    "/operator/people/:id": `/operator/people/${person}`,
    "/operator/reports/:id/image": `/operator/reports/${report}/image`,
  };
});

afterAll(() => app?.stop());

const named = (paths: string[]) => Object.fromEntries(paths.map((path) => [path, path]));
const OF_AN_ACCOUNT = named(
  ["password", "email", "ways", "sessions", "invites", "factor", "factor/set-up"]
    .concat(["passkeys", "export", "delete"])
    .map((page) => `/account/${page}`),
);
const TO_STRANGERS = named([
  ...["/join", "/login", "/forgot", "/healthcheck"],
  ...["/manifest.webmanifest", "/.well-known/security.txt"],
]);
const OF_OPERATORS = named([
  "/operator",
  ...["people", "money", "reports", "site", "acts", "confirm"].map((page) => `/operator/${page}`),
]);
/** What is asked for otherwise: files that grow, streams, other sites' parts, what only leads on, takes forms, or is not there. */
const NO_PAGES = [
  ...["/downloads/zip", "/account/export/zip", "/generations/:id/events"],
  ...["/login/with/:provider", "/login/with/:provider/callback", "/login/with/:provider/whose"],
  ...["/account/ways/:provider", "/login/passkey", "/login/code", "/settings", "/logout", "/refused", "/*"],
  ...["/generations/:id/cancel", "/generations/:id/delete", "/generations/:id/favorite"],
  ...["/generations/:id/share", "/history/selection", "/collections/members", "/account/confirm"],
  ...["/terms", "/privacy", "/imprint"],
  ...["/purchases", "/webhooks/replicate/:id", "/webhooks/stripe"],
];

/** The address of a route, by the name of its file: `account_.passkeys_.$id.tsx` is `/account/passkeys/:id`. */
function addressOf(file: string): string {
  const name = file.replace(/\.tsx?$/, "").replace(/^_index$/, "");
  const parts = name.match(/(\[[^\]]*\]|[^.])+/g) ?? [];
  const part = (text: string) =>
    text.replace(/_$/, "").replace(/^\$$/, "*").replace(/^\$/, ":").replace(/[[\]]/g, "");
  return `/${parts.map(part).join("/")}`;
}

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
  // Who is signed in is led on from some pages.
  const answer = await (path in TO_STRANGERS ? new Visitor(app) : visitor).get(path);
  await answer.arrayBuffer();
  expect([path, answer.status]).toEqual([path, 200]);
  return tripsOf(answer);
}

test("each route is in the table, or known for something else than a page", () => {
  const addresses = readdirSync("app/routes").map(addressOf);
  const known = [...Object.keys(places).map((name) => name.replace(/\?.*/, "")), ...NO_PAGES];
  expect(addresses.filter((address) => !known.includes(address))).toEqual([]);
  expect(NO_PAGES.filter((address) => !addresses.includes(address))).toEqual([]);
});

test("the README's table says how often each page asks the database and the store", async () => {
  await expect.poll(() => settled(places["a thumbnail on a page"] ?? "")).toEqual({ d1: 0, r2: 1 });
  // A preview is made for whoever is the first to ask.
  await settled(places["/s/:token/preview"] ?? "");
  const asked = new Map<string, string[]>();
  const tooMany: Record<string, number> = {};
  const note = (name: string, { d1, r2 }: { d1: number; r2: number }) => {
    const trips = `| ${d1} | ${r2} |`;
    asked.set(trips, [...(asked.get(trips) ?? []), /^\/\S*$/.test(name) ? `\`${name}\`` : name]);
  };
  for (const [name, path] of Object.entries(places)) {
    const trips = await settled(path);
    note(name, trips);
    if (trips.d1 > 2) tooMany[name] = trips.d1;
  }
  expect(tooMany).toEqual({});
  // What the operator says on all pages is remembered for some seconds.
  await new Visitor(app).get("/");
  note("`/` to a stranger", tripsOf(await new Visitor(app).get("/")));
  const ordered = await visitor.generate({ prompt: "A lighthouse in the fog" });
  expect(ordered.status).toBe(303);
  note("an order, up to its picture", tripsOf(ordered));
  const rows = [...asked].toSorted().map(([trips, names]) => `${trips} ${names.join(", ")} |`);
  const table = readFileSync("README.md", "utf8").match(/\| D1 \| R2 \| asked for \|\n.*\n((\|.*\n)+)/)?.[1];
  expect(table?.trim().split("\n")).toEqual(rows);
});
