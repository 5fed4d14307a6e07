import { unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, startApp } from "./app";
import texts from "./fixtures/texts.json";
import { servePretendReplicate } from "./pretend-replicate-server";
import { Visitor } from "./visitor";

let app: App;
let replicate: Awaited<ReturnType<typeof servePretendReplicate>>;

beforeAll(async () => {
  replicate = await servePretendReplicate();
  app = await startApp({ ...replicate.vars, RESULT_CACHE_HOURS: "0" });
});

afterAll(async () => {
  await app?.stop();
  replicate?.stop();
});

async function aMember(): Promise<Visitor> {
  const visitor = new Visitor(app);
  await visitor.join();
  return visitor;
}

const FAMILY = "👨‍👩‍👧‍👦";

test("F16: the titles of a picture and of its link end where a character ends", async () => {
  const visitor = await aMember();
  const begins = `${"x".repeat(58)} ${FAMILY}`;
  const page =
    (await visitor.generate({ prompt: `${begins}${FAMILY} and more` })).headers.get("Location") ?? "";
  const html = await visitor.html(page);
  expect(html).toContain(`<title>${begins} `);
  expect(html).not.toContain(`<title>${begins}${FAMILY}`);

  await visitor.post(`${page}/share`, { do: "make" });
  await visitor.post(`${page}/share`, { do: "change", prompt: "1" });
  const link = (await visitor.html(page)).match(/href="http[^"]*(\/s\/[\w-]{22})"/)?.[1] ?? "";
  const ofNewcomer = await new Visitor(app).html(link);
  expect(ofNewcomer).toContain("<title>A picture made by AI · Flux AI<");
  expect(ofNewcomer).toContain(`>${begins}`);
  expect(ofNewcomer.split("</head>")[0]).not.toContain("xxx");
  await (await app.database()).prepare("UPDATE users SET created_at = '2020-01-01T00:00:00.000Z'").run();
  const shared = await new Visitor(app).html(link);
  expect(shared).toContain(`<title>${begins} `);
  expect(shared).toContain(`<meta property="og:title" content="${begins}"/>`);
});

test("F15: names in a zip and of a download are 200 bytes or less, in letters that belong together", async () => {
  const visitor = await aMember();
  const prompt = "मन्दिर में क्षितिज ".repeat(40);
  const page = (await visitor.generate({ prompt })).headers.get("Location") ?? "";
  const image = await visitor.get(`${page.replace("generations", "images")}?download`);
  const encoded = image.headers.get("Content-Disposition")?.match(/filename\*=UTF-8''(\S+)$/)?.[1] ?? "";
  const part = (await visitor.html("/downloads")).match(/name="part" value="([^"]+)"/)?.[1] ?? "";
  const zip = await visitor.get(`/downloads/zip?part=${part}`);
  const [name = ""] = Object.keys(unzipSync(new Uint8Array(await zip.arrayBuffer())));
  for (const one of [name, decodeURIComponent(encoded)]) {
    expect(Buffer.byteLength(one)).toBeLessThanOrEqual(200);
    expect(one).toContain("मन्दिर-में-क्षितिज-");
    for (const word of one.match(/[\p{L}\p{M}]{2,}/gu)?.slice(0, 6) ?? []) expect(prompt).toContain(word);
  }
});

test.each(texts.prompts_without_anything_to_see)(
  "F17: the prompt %j is asked for again, and nothing is charged",
  async (prompt) => {
    const visitor = await aMember();
    const answer = await visitor.generate({ prompt });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain("Enter a prompt");
    expect(await visitor.balance()).toBe(10);
  },
);

test("F18: what was made is found as it was reported that it is not", async () => {
  const visitor = await aMember();
  for (const { prompt } of texts.search.slice(0, 9)) await visitor.generate({ prompt });
  for (const { prompt, asks } of texts.search)
    for (const q of asks) {
      const html = await visitor.html(`/history?${new URLSearchParams({ q })}`);
      expect([q, html.includes(`alt="${prompt}"`)]).toEqual([q, true]);
    }
  expect(await visitor.html("/history?q=%E2%80%8B")).toContain("Search for a word or a number");
});

test("F19: whoever joined by one spelling signs in by another", async () => {
  const local = `someone-${crypto.randomUUID()}`;
  await new Visitor(app).join(`${local}@räucher.de`);
  for (const email of [
    `${local}@xn--rucher-bua.de`,
    `${local.toUpperCase()}＠RÄUCHER．de`,
    `\u200b${local}@räucher.de `,
  ]) {
    const visitor = new Visitor(app);
    await visitor.get("/login");
    const answer = await visitor.post("/login", { email, password: "correct horse" });
    expect([answer.status, answer.headers.get("Location")]).toEqual([303, "/"]);
  }
});

test.each(["__proto__", "constructor", "toString"])("S20: a field called %s is unknown", async (name) => {
  const visitor = await aMember();
  const form = { id: await visitor.formId(), prompt: "x", ratio: "1:1" };
  const answer = await visitor.post("/?index", [...Object.entries(form), [name, "1"]]);
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain("This form had a field that does not belong to it.");
});

test.each(["Infinity", "0x10", "1e3", "-1", ""])(
  "S20: the price %j is none, and nothing is charged",
  async (price) => {
    const visitor = await aMember();
    expect((await visitor.generate({ price })).status).toBe(422);
    expect(await visitor.balance()).toBe(10);
  },
);

test("a part that is asked for far beyond its end is the part, and one behind all is none", async () => {
  const visitor = await aMember();
  await visitor.generate();
  const part = (await visitor.html("/downloads")).match(/name="part" value="(\d+)-(\d+)"/);
  const zip = await visitor.get(`/downloads/zip?part=${part?.[1]}-999999999999999`);
  expect(Object.keys(unzipSync(new Uint8Array(await zip.arrayBuffer())))).toHaveLength(3);
  for (const asked of [
    `${Number(part?.[2]) + 1}-999999999999999`,
    "9-1",
    "1e1-9",
    "0x1-9",
    "1-2-3",
    "1-",
    "-",
    "1",
  ]) {
    const answer = await visitor.get(`/downloads/zip?part=${asked}`);
    expect([asked, answer.status, answer.headers.get("Location")]).toEqual([asked, 303, "/downloads"]);
  }
});

test("F29: a page says in which direction its language is read", async () => {
  expect(await new Visitor(app).html("/")).toContain('<html lang="en" dir="ltr"');
});
