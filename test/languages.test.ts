import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, startApp } from "./app";
import { Visitor } from "./visitor";

let app: App;
beforeAll(async () => {
  app = await startApp({ PUBLIC_ORIGIN: "https://flux.example" });
});
afterAll(() => app.stop());

const languageOf = (html: string) => html.match(/<html lang="([^"]*)"/)?.[1];
const titleOf = (html: string) => html.match(/<title>([^<]*)</)?.[1];

describe("without JavaScript", () => {
  test("a browser's own language is spoken, until another is chosen, and then on every page", async () => {
    const visitor = new Visitor(app, { isBehindTls: true });
    const chinese = await (await visitor.request("/", { headers: { "Accept-Language": "zh-CN" } })).text();
    expect([languageOf(chinese), titleOf(chinese)]).toEqual(["zh-Hans", "Flux AI：用文字生成图片"]);

    const answer = await visitor.post("/settings", {
      set: "language",
      language: "zh-Hans",
      back: "/login?x=1",
    });
    expect([answer.status, answer.headers.get("Location")]).toEqual([303, "/login?x=1"]);
    for (const path of ["/", "/login", "/nothing-here", "/settings"])
      expect(languageOf(await visitor.html(path))).toBe("zh-Hans");
    await visitor.post("/settings", { set: "language", language: "en", back: "/?lang=zh-Hans" });
    expect(languageOf(await visitor.html("/"))).toBe("en");
  });

  test("a page that says no comes back to what was asked for", async () => {
    const visitor = new Visitor(app, { isBehindTls: true });
    const path = "/images/01a20ac2-cfc7-7bbf-b504-10328d7c8d09?x=1";
    const page = await visitor.request(path, { headers: { Accept: "text/html" } });
    expect(await page.text()).toContain(`name="back" value="${path}"`);
  });

  test("mistakes, the ledger and what was done are told in it too", async () => {
    const visitor = new Visitor(app, { isBehindTls: true });
    await visitor.post("/settings", { set: "language", language: "zh-Hans" });
    const mistaken = await (await visitor.post("/join", { email: "x", password: "short" })).text();
    expect(titleOf(mistaken)).toBe("错误：注册 · Flux AI");
    expect(mistaken).toContain("密码");
    await visitor.join();
    expect(await visitor.html("/credits")).toContain("注册赠送");
    const empty = await (await visitor.post("/?index", { id: await visitor.formId(), ratio: "1:1" })).text();
    expect(empty).toContain('<a href="#prompt">输入提示词</a>');
    await visitor.post("/history/selection", { do: "delete" });
    expect(await visitor.html("/history")).toMatch(/role="status"><div class="notice"><p>[^<]*没有/);
  });

  test("the colours are chosen, for every page, and what is no colour is refused", async () => {
    const visitor = new Visitor(app, { isBehindTls: true });
    expect(await visitor.html("/")).toContain('data-theme="system"');
    await visitor.post("/settings", { set: "theme", theme: "dark", back: "/" });
    for (const path of ["/", "/nothing-here"])
      expect(await visitor.html(path)).toContain('data-theme="dark"');
    expect((await visitor.post("/settings", { set: "theme", theme: "mauve" })).status).toBe(400);
    expect((await visitor.post("/settings", { set: "theme" })).status).toBe(400);
    expect((await visitor.post("/settings", { set: "mood" })).status).toBe(400);
  });

  test.each(["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])(
    "who chooses is not sent to %s",
    async (back) => {
      const visitor = new Visitor(app, { isBehindTls: true });
      const answer = await visitor.post("/settings", { set: "language", language: "en", back });
      expect(answer.headers.get("Location")).toBe("/settings");
    },
  );
});

describe("search engines", () => {
  test("are told of both languages on public pages, by the address that the site has outside", async () => {
    const html = await new Visitor(app, { isBehindTls: true }).html("/join?lang=zh-Hans");
    expect(languageOf(html)).toBe("zh-Hans");
    expect(html).toContain('<link rel="canonical" href="https://flux.example/join?lang=zh-Hans"/>');
    for (const [language, search] of [
      ["en", "?lang=en"],
      ["zh-Hans", "?lang=zh-Hans"],
      ["x-default", ""],
    ])
      expect(html).toContain(
        `<link rel="alternate" hrefLang="${language}" href="https://flux.example/join${search}"/>`,
      );
  });

  test("and of none on pages that are somebody's", async () => {
    const visitor = new Visitor(app, { isBehindTls: true });
    await visitor.join();
    expect(await visitor.html("/history")).not.toContain("hrefLang");
  });

  test("who came by such a link goes on in its language", async () => {
    const visitor = new Visitor(app, { isBehindTls: true });
    await visitor.get("/?lang=zh-Hans");
    expect(languageOf(await visitor.html("/join"))).toBe("zh-Hans");
  });

  test("find nobody to tell of a hole in security, where the site names nobody", async () => {
    const visitor = new Visitor(app, { isBehindTls: true });
    expect((await visitor.get("/.well-known/security.txt")).status).toBe(404);
    expect(await visitor.html("/")).not.toContain("<footer");
  });

  test("find what a link to the first page shows, in both languages", async () => {
    const english = await new Visitor(app, { isBehindTls: true }).html("/?lang=en");
    expect(english).toContain('<meta property="og:title" content="Flux AI: pictures from words"/>');
    expect(english).toContain('<meta property="og:image" content="https://flux.example/open-graph.jpg"/>');
    expect(await new Visitor(app, { isBehindTls: true }).html("/?lang=zh-Hans")).toContain(
      '<meta property="og:title" content="Flux AI：用文字生成图片"/>',
    );
    for (const path of [
      "/open-graph.jpg",
      "/manifest.webmanifest",
      "/favicon.svg",
      "/robots.txt",
      "/apple-touch-icon.png",
    ])
      expect((await new Visitor(app, { isBehindTls: true }).get(path)).status).toBe(200);
  });
});
