import { unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { modelOf } from "../app/models/models";
import { priceOf } from "../app/models/price";
import { type App, startApp } from "./app";
import { PNG } from "./pretend-replicate";
import { Visitor } from "./visitor";

let app: App;

beforeAll(async () => {
  app = await startApp({ SINGLE_USER: "1", SIGNUP_CREDITS: "0" });
});
afterAll(() => app?.stop());

test("one person makes, finds, shares and takes along pictures, and meets no account", async () => {
  const visitor = new Visitor(app);
  const first = await visitor.html("/");
  for (const gone of ["/login", "/join", "/logout", "@", 'class="balance"'])
    expect(first).not.toContain(gone);
  const picture = (await visitor.generate({ prompt: "A harbour" })).headers.get("Location") ?? "";
  expect(picture).toMatch(/^\/generations\//);
  await expect.poll(async () => (await visitor.html("/history")).includes("<img")).toBe(true);
  const image = (await visitor.html(picture)).match(/\/images\/[\w-]+(?=[?"])/)?.[0] ?? "";
  // Another browser is the same person: there is nobody else.
  const other = new Visitor(app);
  expect((await other.get(image)).status).toBe(200);
  await visitor.post(`${picture}/share`, { do: "make", prompt: "1" });
  expect(await other.html(picture)).toMatch(/\/s\/[\w-]{22}/);

  const price = String(priceOf(modelOf("kontext"), { pictures: 1 }));
  const form = new FormData();
  const fields = {
    id: await visitor.formId(),
    prompt: "The same in snow",
    model: "kontext",
    ratio: "1:1",
    price,
  };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("picture", new File([PNG], "mine.png"));
  const brought = await visitor.request("/?index", {
    ...{ method: "POST", body: form, headers: { Origin: app.url.origin } },
  });
  expect([brought.status, brought.headers.get("Location")]).toEqual([
    303,
    expect.stringMatching(/^\/generations\//),
  ]);

  const credits = await visitor.html("/credits");
  expect(credits.match(/<tr>/g)?.length).toBeGreaterThanOrEqual(5);
  for (const gone of ["lead", "Buy", "@"]) expect(credits).not.toContain(gone);
  for (const path of ["/login", "/join", "/forgot", "/reset/x", "/operator", "/logout"])
    expect((await visitor.get(path)).headers.get("Location")).toBe("/");
  for (const path of ["/account/password", "/account/delete", "/account/sessions", "/account/factor"])
    expect((await visitor.get(path)).headers.get("Location")).toBe("/account");
  const account = await visitor.html("/account");
  expect(account).toContain("Download everything");
  for (const gone of ["Password", "Sessions", "Delete my account", "Sign out", "@"])
    expect(account).not.toContain(gone);
  const zip = await visitor.get("/account/export/zip?part=all");
  expect(Object.keys(unzipSync(new Uint8Array(await zip.arrayBuffer()))).length).toBeGreaterThan(7);
});

test("no other site can make its own name lead here, nor send a form", async () => {
  const visitor = new Visitor(app);
  const elsewhere = await visitor.post("/?index", { prompt: "x" }, { Origin: "http://evil.example" });
  expect(elsewhere.status).toBe(403);
  const { status } = await new Promise<{ status: number }>((done, fail) => {
    const options = { port: app.url.port, host: app.url.hostname, headers: { Host: "evil.example" } };
    import("node:http").then(({ get }) =>
      get(options, (answer) => {
        answer.resume();
        done({ status: answer.statusCode ?? 0 });
      }).on("error", fail),
    );
  });
  expect(status).toBe(421);
});
