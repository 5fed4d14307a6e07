import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { qrOf } from "~/accounts/factor/totp.server";
import { ownFiles, textsIn } from "../scripts/own-files";
import { PASSWORD } from "./account";
import { type App, startApp } from "./app";
import { Visitor } from "./visitor";

const SITE_NAME = `Tom & "Söhne" 灯笼`;
const IN_HTML = "Tom &amp; &quot;Söhne&quot; 灯笼";
const OLD = /flux[ -]?ai\b/i;

let app: App;
let visitor: Visitor;
let email: string;
let picture: string;

beforeAll(async () => {
  app = await startApp({ SITE_NAME, CONTACT: "hello@tom.example" });
  visitor = new Visitor(app);
  email = await visitor.join();
  picture = (await visitor.generate()).headers.get("Location") ?? "";
});
afterAll(() => app?.stop());

describe.each(["en", "zh-Hans"])("a site of another name, in %s", (lang) => {
  const asked = (path: string) => new Visitor(app).get(`${path}?lang=${lang}`);

  test("says it in titles, to other sites, and at the foot of its pages", async () => {
    const html = await (await asked("/")).text();
    expect(html).toMatch(new RegExp(`<title>${IN_HTML}[:：]`));
    expect(html).toContain(`<meta property="og:site_name" content="${IN_HTML}"/>`);
    expect(html).toMatch(new RegExp(`aria-label="${IN_HTML}[^"]+"`));
    const footer = html.match(/<footer.*<\/footer>/s)?.[0] ?? "";
    expect(footer).toContain(`<bdi>${IN_HTML}</bdi>`);
    expect(footer).toContain('<a href="mailto:hello@tom.example">hello@tom.example</a>');
    expect(html).not.toMatch(OLD);
  });

  test("is put on a phone's screen under it", async () => {
    const answer = await asked("/manifest.webmanifest");
    expect(answer.headers.get("Content-Type")).toBe("application/manifest+json");
    expect(await answer.json()).toMatchObject({ name: SITE_NAME, short_name: SITE_NAME, lang });
  });

  test("says on a page for an error whom to write to", async () => {
    const html = await (await asked("/nothing-here")).text();
    expect(html.match(/<main.*<\/main>/s)?.[0]).toContain('<a href="mailto:hello@tom.example">');
    expect(html).toContain(`· ${IN_HTML}</title>`);
  });
});

test("shared pictures are made with it, and no spaces part it from Chinese", async () => {
  await visitor.post(`${picture}/share`, { do: "make" });
  const link = (await visitor.html(picture)).match(/href="http[^"]*(\/s\/[\w-]{22})"/)?.[1] ?? "";
  expect(await new Visitor(app).html(link)).toContain(`Made with ${IN_HTML}.`);
  expect(await new Visitor(app).html(`${link}?lang=zh-Hans`)).toContain(`用 ${IN_HTML}生成。`);
});

test("files say that it made them, and are named by it", async () => {
  const file = await (await visitor.get(`${picture.replace("generations", "images")}?download`)).text();
  expect(file).toContain(`"ContentProducer":"Tom &amp; \\"Söhne\\" 灯笼"`);
  const { headers } = await visitor.get("/account/export/zip?part=lists");
  expect(headers.get("Content-Disposition")).toMatch(
    /^attachment; filename="tom-sohne-everything-[\d-]+\.zip"; filename\*=UTF-8''tom-s%C3%B6hne-%E7%81%AF/,
  );
  const part = (await visitor.html("/downloads")).match(/name="part" value="([^"]+)"/)?.[1] ?? "";
  const zip = await visitor.get(`/downloads/zip?part=${part}`);
  for (const [name, bytes] of Object.entries(unzipSync(new Uint8Array(await zip.arrayBuffer()))))
    expect(name + Buffer.from(bytes).toString("latin1")).not.toMatch(OLD);
});

test("is no password, which a name that nobody has may be", async () => {
  const join = (password: string) =>
    new Visitor(app).post("/join", { email: `${crypto.randomUUID()}@example.com`, password });
  expect((await join("Söhne & Tom 2026")).status).toBe(422);
  expect((await join("fluxfluxflux")).status).toBe(303);
});

test("apps for codes are told it", async () => {
  await visitor.post("/account/factor", { current_password: PASSWORD });
  const html = await visitor.html("/account/factor/set-up");
  const secret = html.match(/<code class="secret">((?:[A-Z2-7]{4} ?){8})</)?.[1]?.replaceAll(" ", "") ?? "";
  expect(html).toContain(qrOf(secret, email, SITE_NAME).path);
});

test("who has found a hole in security is told whom to tell", async () => {
  const answer = await new Visitor(app).get("/.well-known/security.txt");
  expect(answer.headers.get("Content-Type")).toBe("text/plain; charset=utf-8");
  const fields = Object.fromEntries(
    (await answer.text())
      .trim()
      .split("\n")
      .map((line) => line.split(": ")),
  );
  expect(fields).toEqual({
    Contact: "mailto:hello@tom.example",
    Expires: expect.any(String),
    "Preferred-Languages": "en, zh-Hans",
    Canonical: `${app.url.origin}/.well-known/security.txt`,
  });
  const days = (Date.parse(fields.Expires ?? "") - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(90);
  expect(days).toBeLessThan(365);
});

describe("texts of the site's own", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "texts-"));
    await mkdir(join(folder, "en"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("are Markdown, in which HTML and scripts are text", async () => {
    await writeFile(
      join(folder, "en/terms.md"),
      "# Terms\n\n**Ours** <img onerror=x> [a](javascript:x) [b](/privacy)\n",
    );
    expect(textsIn(folder)).toEqual({
      en: {
        terms:
          '<h1>Terms</h1>\n<p><strong>Ours</strong> &lt;img onerror=x&gt; <a href="">a</a> <a href="/privacy">b</a></p>\n',
      },
    });
  });

  test("that no page would show stop the build, as does no folder at all not", async () => {
    expect(textsIn(join(folder, "none"))).toEqual({});
    await writeFile(join(folder, "en/tems.md"), "# Terms\n");
    expect(() => textsIn(folder)).toThrow(
      "en/tems.md is shown nowhere: texts are {en,zh-hans}/{terms,privacy,imprint}.md.",
    );
    await rm(join(folder, "en/tems.md"));
  });

  test("and a logo are known to the build", async () => {
    const loaded = (logo: string) =>
      (ownFiles(folder, logo).load as (id: string) => string)("\0virtual:own-files");
    expect(loaded("public/favicon.svg")).toContain("hasLogo = true");
    expect(loaded("public/none.svg")).toContain("hasLogo = false");
  });

  test("are not there without files, and nobody is asked to accept any", async () => {
    for (const path of ["/terms", "/privacy", "/imprint"])
      expect((await new Visitor(app).get(path)).status).toBe(404);
    expect(await new Visitor(app).html("/join")).not.toContain('href="/terms"');
  });
});
