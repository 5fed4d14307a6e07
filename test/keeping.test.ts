import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, startApp } from "./app";
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

/** Makes a picture and returns its page, its id and the address of its image. */
async function aPicture(visitor: Visitor, prompt = "A castle at dawn") {
  const page = (await visitor.generate({ prompt })).headers.get("Location") ?? "";
  return { page, id: page.split("/").at(-1) ?? "", image: page.replace("generations", "images") };
}

const text = (html: string) => html.replaceAll("<!-- -->", "");
const location = ({ status, headers }: Response) => [status, headers.get("Location")];

async function shareLink(visitor: Visitor, page: string): Promise<string> {
  return (await visitor.html(page)).match(/href="http[^"]*(\/s\/[\w-]{22})"/)?.[1] ?? "";
}

describe("favourites", () => {
  test("a form on its page marks it and takes the mark away again; sent twice it is the same", async () => {
    const visitor = await aMember();
    const { page } = await aPicture(visitor);
    for (const favorite of ["1", "1"])
      expect(location(await visitor.post(`${page}/favorite`, { favorite }))).toEqual([303, page]);
    expect(await visitor.html(page)).toContain("Not a favourite");
    expect(await visitor.html("/history")).toContain('aria-label="Favourite"');
    await visitor.post(`${page}/favorite`, { favorite: "0" });
    expect(await visitor.html("/history")).not.toContain('aria-label="Favourite"');
    expect((await visitor.post(`${page}/favorite`, { favorite: "x" })).status).toBe(400);
    expect((await visitor.get(`${page}/favorite`)).status).toBe(405);
  });
});

describe("deleting", () => {
  /** Sends the form with this button of a page, with all that is in it. */
  async function press(visitor: Visitor, html: string, button: string): Promise<Response> {
    const form = html
      .match(/<form[^>]*method="post"[\s\S]*?<\/form>/g)
      ?.find((one) => one.includes(`>${button}<`));
    const fields = [...(form ?? "").matchAll(/<input[^>]* type="hidden"[^>]*>/g)].map(
      ([input]): [string, string] => [
        input.match(/name="([^"]+)"/)?.[1] ?? "",
        (input.match(/value="([^"]*)"/)?.[1] ?? "").replaceAll("&amp;", "&"),
      ],
    );
    const wish = form?.match(new RegExp(`<button[^>]*value="([^"]+)"[^>]*>${button}<`))?.[1] ?? "";
    const action = form?.match(/action="([^"]+)"/)?.[1] ?? "";
    return visitor.post(action, [...fields.filter(([name]) => name !== "form_token"), ["do", wish]]);
  }

  test("at once, without a question; a notice puts it back, for whoever wants it", async () => {
    const visitor = await aMember();
    const { page, id, image } = await aPicture(visitor);
    expect(location(await visitor.get(`${page}/delete`))).toEqual([302, page]);
    expect((await visitor.get(image)).status).toBe(200);
    expect(location(await visitor.post(`${page}/delete`, {}))).toEqual([303, "/history"]);
    const html = text(await visitor.html("/history?favorite=1"));
    expect(html).toContain("1 picture deleted.");
    expect(text(await visitor.html("/history"))).not.toContain("1 picture deleted.");
    expect(await visitor.html("/history")).not.toContain(id);
    expect(text(await visitor.html("/credits"))).toContain(`Picture: <a href="${page}">deleted picture</a>`);
    expect(await visitor.balance()).toBe(9);

    expect(location(await visitor.get(page))).toEqual([302, `/history/deleted/${id}`]);
    const gone = text(await visitor.html(`/history/deleted/${id}`));
    expect(gone).toContain("This picture is deleted");
    expect(gone).toMatch(/It can be put back until <time dateTime="[^"]+">/);
    expect(gone).toContain(`src="${image}?s=`);
    expect((await visitor.get(image)).status).toBe(200);
    expect(await visitor.html("/history/deleted")).toContain(id);

    expect(location(await press(visitor, html, "Put back"))).toEqual([303, "/history?favorite=1"]);
    expect(text(await visitor.html("/history"))).toContain("1 picture put back.");
    expect((await visitor.get(page)).status).toBe(200);
    expect(location(await visitor.get(`/history/deleted/${id}`))).toEqual([302, page]);
    expect(await visitor.html("/history/deleted")).toContain("There are no deleted pictures.");
    await press(visitor, html, "Put back");
    expect(text(await visitor.html("/history"))).toContain("There was nothing to put back");
  });

  test("back to the page that says so, if it is ours", async () => {
    const visitor = await aMember();
    for (const [back, to] of [
      ["/generations/x?a=1", "/generations/x?a=1"],
      ["//evil.test/", "/history"],
    ] as const) {
      const { page } = await aPicture(visitor);
      expect(location(await visitor.post(`${page}/delete`, { back }))).toEqual([303, to]);
    }
  });

  test("for good is asked about, and then there is nothing", async () => {
    const visitor = await aMember();
    const [one, two, three] = [await aPicture(visitor), await aPicture(visitor), await aPicture(visitor)];
    for (const { page } of [one, two, three]) await visitor.post(`${page}/delete`, {});
    const asked = await visitor.post("/history/deleted", { do: "delete", id: one.id });
    const question = text(await asked.text());
    expect(question).toContain("Delete 1 picture for good?");
    expect((await visitor.get(one.image)).status).toBe(200);
    expect(location(await press(visitor, question, "Delete for good"))).toEqual([303, "/history/deleted"]);
    expect(text(await visitor.html("/history/deleted"))).toContain("Deleted for good.");
    for (const path of [one.page, one.image, `/history/deleted/${one.id}`])
      expect((await visitor.get(path)).status).toBe(404);
    expect(text(await visitor.html("/credits"))).toContain("Picture: deleted picture");

    const all = text(await (await visitor.post("/history/deleted", { do: "delete_all" })).text());
    expect(all).toContain("Delete all deleted pictures for good?");
    expect((await visitor.get(two.image)).status).toBe(200);
    await press(visitor, all, "Delete for good");
    for (const { image } of [two, three]) expect((await visitor.get(image)).status).toBe(404);
    expect(text(await visitor.html("/history/deleted"))).toContain(
      "All deleted pictures are gone from here.",
    );
  });

  test("another visitor sees, puts back and removes nothing of it; what is no wish is refused", async () => {
    const [visitor, stranger] = [await aMember(), await aMember()];
    const { page, id, image } = await aPicture(visitor);
    await visitor.post(`${page}/delete`, {});
    expect((await stranger.get(`/history/deleted/${id}`)).status).toBe(404);
    await stranger.post("/history/deleted", { do: "put_back", id });
    await stranger.post("/history/deleted", { do: "delete", id, confirmed: "1" });
    await stranger.post("/history/deleted", { do: "delete_all", confirmed: "1" });
    expect((await visitor.get(image)).status).toBe(200);
    expect(await visitor.html("/history/deleted")).toContain(id);
    for (const wish of [{ do: "explode" }, { do: "put_back", at: "yesterday" }, {}] as Record<
      string,
      string
    >[])
      expect((await visitor.post("/history/deleted", wish)).status).toBe(400);
    await visitor.post("/history/deleted", { do: "put_back" });
    expect(await visitor.html("/history/deleted")).toContain("No picture was chosen");
    expect((await visitor.get("/history/deleted?before=x")).status).toBe(404);
  });

  test("one on its way is cancelled first", async () => {
    const visitor = await aMember();
    replicate.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
    const { page } = await aPicture(visitor);
    replicate.pretend.onCreate = (made) => Response.json(replicate.pretend.succeed(made), { status: 201 });
    expect(location(await visitor.post(`${page}/delete`, {}))).toEqual([303, page]);
    expect(text(await visitor.html(page))).toContain(
      "Nothing was deleted. 1 is still on the way: cancel first",
    );
    await visitor.post(`${page}/cancel`, {});
    expect(location(await visitor.post(`${page}/delete`, {}))).toEqual([303, "/history"]);
  });
});

describe("many at once", () => {
  const ticked = (ids: string[], fields: Record<string, string>) =>
    [...ids.map((id) => ["id", id]), ...Object.entries(fields)] as [string, string][];

  test("F36: favourites go as others do, back to the same page and place", async () => {
    const visitor = await aMember();
    const pictures = [await aPicture(visitor), await aPicture(visitor), await aPicture(visitor)];
    const ids = pictures.map(({ id }) => id);
    await visitor.post("/history/selection", ticked(ids.slice(0, 1), { do: "favorite", back: "/history" }));
    expect(text(await visitor.html("/history"))).toContain("1 picture marked as favourite.");
    const wish = { do: "delete", back: "/history?before=7" };
    expect(location(await visitor.post("/history/selection", ticked([...ids, "no-id"], wish)))).toEqual([
      303,
      "/history?before=7",
    ]);
    const html = text(await visitor.html("/history"));
    expect(html).toContain("3 pictures deleted.");
    expect(html).toContain("1 was not found");
    expect(html).toContain("No pictures yet.");
    // A tab from when deleting still asked.
    const before = { do: "delete", confirmed: "1", favorites: "1" };
    expect((await visitor.post("/history/selection", ticked(ids, before))).status).toBe(303);
  });

  test("1,000 ids are taken, another visitor's do nothing, and none chosen is said", async () => {
    const [visitor, stranger] = [await aMember(), await aMember()];
    const { id, page } = await aPicture(visitor);
    const thousand = [id, ...Array.from({ length: 999 }, () => crypto.randomUUID())];
    for (const wish of ["delete", "favorite"])
      expect(location(await stranger.post("/history/selection", ticked(thousand, { do: wish })))).toEqual([
        303,
        "/history",
      ]);
    expect(await visitor.html(page)).toContain(">☆ </span>Favourite<");
    expect(location(await visitor.post("/history/selection", ticked(thousand, { do: "delete" })))).toEqual([
      303,
      "/history",
    ]);
    expect(text(await visitor.html("/history"))).toContain("999 were not found");
    expect(location(await visitor.get(page))).toEqual([302, `/history/deleted/${id}`]);
    await visitor.post("/history/selection", { do: "delete" });
    expect(await visitor.html("/history")).toContain("No picture was chosen");
    expect(location(await visitor.get("/history/selection"))).toEqual([303, "/history"]);
    expect(await visitor.html("/history")).toContain("No picture was chosen");
  });

  test.each([
    ["an unknown wish", { do: "explode" }],
    ["no wish", {}],
    ["a field too many", { do: "delete", extra: "1" }],
  ])("%s: a page that says so", async (_, fields) => {
    const visitor = await aMember();
    const answer = await visitor.post("/history/selection", ticked([crypto.randomUUID()], fields));
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("That could not be read");
  });

  test.each(["https://evil.test/", "//evil.test/history", "/login", "\\\\evil.test"])(
    "back to %j is back to the history",
    async (back) => {
      const visitor = await aMember();
      expect(location(await visitor.post("/history/selection", { do: "delete", back }))).toEqual([
        303,
        "/history",
      ]);
    },
  );

  test("what is ticked comes as a zip that another program reads, with the manifest", async () => {
    const [visitor, stranger] = [await aMember(), await aMember()];
    const ids = [(await aPicture(visitor, "一座山")).id, (await aPicture(visitor, "=1+1")).id];
    const others = await aPicture(stranger);
    const answer = await visitor.post(
      "/downloads/zip",
      ticked([...ids, others.id, "x"], { do: "download", prompt: "1" }),
    );
    expect(answer.headers.get("Content-Type")).toBe("application/zip");
    expect(answer.headers.get("Content-Disposition")).toMatch(
      /^attachment; filename="flux-ai-\d{4}-\d\d-\d\d\.zip"$/,
    );
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    expect(Object.keys(files)).toEqual([
      expect.stringMatching(/^\d{4}-\d\d-\d\d-一座山-[0-9a-f]{12}\.webp$/),
      expect.stringMatching(/^\d{4}-\d\d-\d\d-1-1-[0-9a-f]{12}\.webp$/),
      "manifest.json",
      "manifest.csv",
    ]);
    expect(new TextDecoder().decode(Object.values(files)[0])).toContain(">一座山</rdf:li>");
  });

  test("everything comes in parts; too many or none chosen is said", async () => {
    const visitor = await aMember();
    expect(await visitor.html("/downloads")).toContain("No pictures yet.");
    await aPicture(visitor, "one");
    await aPicture(visitor, "two");
    const part = (await visitor.html("/downloads")).match(/name="part" value="(\d+-\d+)"/)?.[1];
    const files = unzipSync(
      new Uint8Array(await (await visitor.get(`/downloads/zip?part=${part}`)).arrayBuffer()),
    );
    expect(Object.keys(files)).toHaveLength(4);
    const stranger = await aMember();
    expect(location(await stranger.get(`/downloads/zip?part=${part}`))).toEqual([303, "/downloads"]);
    for (const bad of ["", "?part=", "?part=1", "?part=x-y", "?part=1-2-3", "?part=-1-2"])
      expect(location(await visitor.get(`/downloads/zip${bad}`))).toEqual([303, "/downloads"]);
    expect(await visitor.html("/downloads")).toContain("There is no such part");
    const thousand = Array.from({ length: 1000 }, () => crypto.randomUUID());
    expect(location(await visitor.post("/downloads/zip", ticked(thousand, { do: "download" })))).toEqual([
      303,
      "/downloads",
    ]);
    expect(await visitor.html("/downloads")).toContain("You chose 1,000 pictures, and one download holds");
    expect(location(await visitor.post("/downloads/zip", { do: "download" }))).toEqual([303, "/history"]);
  });
});

describe("sharing", () => {
  test("nothing is public until its owner makes a link, and nothing else is then", async () => {
    const visitor = await aMember();
    const { page, id, image } = await aPicture(visitor, "A secret <castle>");
    expect(await shareLink(visitor, page)).toBe("");
    expect(location(await visitor.post(`${page}/share`, { do: "make" }))).toEqual([303, page]);
    const link = await shareLink(visitor, page);
    expect(link).toMatch(/^\/s\/[\w-]{22}$/);

    const nobody = new Visitor(app);
    const shared = await nobody.get(link);
    expect(shared.headers.get("X-Robots-Tag")).toBe("noindex");
    const html = await shared.text();
    expect(html).toContain('<meta name="robots" content="noindex"/>');
    expect(html).toContain(`<meta property="og:image" content="${app.url.origin}${link}/preview"/>`);
    expect(html).toContain(`<meta property="og:url" content="${app.url.origin}${link}"/>`);
    expect(html).toMatch(/<img[^>]*alt="A picture made with Flux AI"/);
    expect(html).not.toContain("secret");
    expect(html).not.toContain(id);
    expect(html).not.toContain("@example.com");
    const bytes = await nobody.get(`${link}/image`);
    expect(bytes.headers.get("Cache-Control")).toBe("public, max-age=60");
    expect(bytes.headers.get("X-Robots-Tag")).toBe("noindex");
    expect(bytes.headers.get("Content-Disposition")).not.toContain("secret");
    for (const path of [page, image, `${page}/share`, `/images/${link.slice(3)}`])
      expect((await nobody.get(path)).status).not.toBe(200);
  });

  test("the prompt and search engines are the owner's choice, and the link stays the same", async () => {
    const visitor = await aMember();
    const { page } = await aPicture(visitor, 'A "quoted" <castle>');
    await visitor.post(`${page}/share`, { do: "make" });
    const link = await shareLink(visitor, page);
    await visitor.post(`${page}/share`, { do: "change", prompt: "1", indexable: "1" });
    expect(await shareLink(visitor, page)).toBe(link);
    const shared = await new Visitor(app).get(link);
    expect(shared.headers.get("X-Robots-Tag")).toBeNull();
    const html = await shared.text();
    expect(html).not.toContain("noindex");
    expect(html).toContain('alt="A &quot;quoted&quot; &lt;castle&gt;"');
    expect((await new Visitor(app).get(`${link}/image`)).headers.get("X-Robots-Tag")).toBeNull();
  });

  test("revoking ends it, deleting ends it, and a link made again is another", async () => {
    const visitor = await aMember();
    const { page } = await aPicture(visitor);
    await visitor.post(`${page}/share`, { do: "make" });
    const first = await shareLink(visitor, page);
    await visitor.post(`${page}/share`, { do: "revoke" });
    await visitor.post(`${page}/share`, { do: "make" });
    const second = await shareLink(visitor, page);
    expect(second).not.toBe(first);
    const statuses = (link: string) =>
      Promise.all([link, `${link}/image`].map(async (path) => (await new Visitor(app).get(path)).status));
    expect(await statuses(first)).toEqual([404, 404]);
    expect(await statuses(second)).toEqual([200, 200]);
    await visitor.post(`${page}/delete`, {});
    expect(await statuses(second)).toEqual([404, 404]);
  });

  test("another visitor can neither make, change nor revoke it", async () => {
    const [visitor, stranger] = [await aMember(), await aMember()];
    const { page } = await aPicture(visitor);
    for (const wanted of ["make", "revoke", "change"])
      expect((await stranger.post(`${page}/share`, { do: wanted })).status).toBe(404);
    await visitor.post(`${page}/share`, { do: "make" });
    const link = await shareLink(visitor, page);
    expect((await stranger.post(`${page}/share`, { do: "revoke" })).status).toBe(404);
    expect((await stranger.get(link)).status).toBe(200);
    for (const path of [`${page}/delete`, `${page}/favorite`])
      await stranger.post(path, path.endsWith("favorite") ? { favorite: "1" } : {});
    expect(await visitor.html(page)).toContain(">☆ </span>Favourite<");
  });

  test.each(["x", "../images", "a".repeat(22), "%00", "a".repeat(4000)])("%s is no link", async (token) => {
    for (const path of [`/s/${token}`, `/s/${token}/image`])
      expect((await new Visitor(app).get(path)).status).toBe(404);
  });

  test("no log line holds a link", async () => {
    const visitor = await aMember();
    const { page } = await aPicture(visitor);
    await visitor.post(`${page}/share`, { do: "make" });
    const link = await shareLink(visitor, page);
    for (const path of [link, `${link}/image`]) await visitor.get(path);
    await expect.poll(() => app.lines.join("\n")).toContain('"/s/-/image"');
    expect(app.lines.join("\n")).not.toContain(link.slice(3));
  });
});

describe("one picture", () => {
  test("is downloaded as it is, and with prompt and seed inside only when told", async () => {
    const visitor = await aMember();
    const { image } = await aPicture(visitor, "A castle & a moat");
    const plain = await (await visitor.get(`${image}?download=`)).text();
    expect(plain).not.toContain("castle");
    const answer = await visitor.get(`${image}?download=&prompt=1`);
    expect(answer.headers.get("Content-Disposition")).toContain(
      'attachment; filename="A-castle-a-moat.webp"',
    );
    expect(await answer.text()).toContain("A castle &amp; a moat</rdf:li>");
  });

  test("leads to the one before and the one after, of the visitor's own", async () => {
    const [visitor, stranger] = [await aMember(), await aMember()];
    const first = await aPicture(visitor, "first");
    await aPicture(stranger, "between");
    const second = await aPicture(visitor, "second");
    const third = await aPicture(visitor, "third");
    const links = async (page: string) =>
      [...(await visitor.html(page)).matchAll(/<a[^>]*data-key="(\w+)"[^>]*href="([^"]+)"/g)].map(
        ([, key, href]) => [key, href],
      );
    expect(await links(second.page)).toEqual([
      ["ArrowLeft", third.page],
      ["ArrowRight", first.page],
    ]);
    expect(await links(first.page)).toEqual([["ArrowLeft", second.page]]);
    expect(await links(third.page)).toEqual([["ArrowRight", second.page]]);
  });
});

describe("collections", () => {
  /** Puts pictures into a collection by the form that asks for its name, and returns its id. */
  async function collected(visitor: Visitor, ids: string[], name = "Castles"): Promise<string> {
    const fields = ids.map((id): [string, string] => ["id", id]);
    const asked = await visitor.post("/collections/members", [
      ...fields,
      ["do", "collect"],
      ["back", "/history?favorite=1"],
    ]);
    expect(asked.status).toBe(200);
    expect(text(await asked.text())).toContain(`Add ${ids.length} picture`);
    const answer = [...fields, ["asked", "1"], ["do", "collect"], ["name", name]] as [string, string][];
    const added = await visitor.post("/collections/members", [...answer, ["back", "/history?favorite=1"]]);
    expect(location(added)).toEqual([303, "/history?favorite=1"]);
    return (await visitor.html("/history")).match(/\/history\?collection=([0-9a-f-]{36})/)?.[1] ?? "";
  }

  const linkIn = (html: string) => html.match(/href="http[^"]*(\/c\/[\w-]{22})"/)?.[1] ?? "";

  test("are made of what was chosen, shown with covers, and listed each by itself", async () => {
    const visitor = await aMember();
    const [one, two] = [await aPicture(visitor), await aPicture(visitor, "A storm")];
    const id = await collected(visitor, [one.id]);
    const covers = text(await visitor.html("/collections"));
    expect(covers).toContain(`href="/history?collection=${id}"`);
    expect(covers).toContain(`src="${one.image}/thumbnail?s=`);
    expect(covers).toContain("1 picture");
    const list = await visitor.html(`/history?collection=${id}`);
    expect(list).toContain("Castles");
    expect([list.includes(one.page), list.includes(two.page)]).toEqual([true, false]);
    expect((await visitor.get("/history?collection=x")).status).toBe(400);
    expect((await visitor.get(`/history?collection=${one.id}`)).status).toBe(404);
    expect(await visitor.html(one.page)).toContain("Castles");
    const members = `/collections/members?within=${id}`;
    await visitor.post("/collections/members", [
      ["id", two.id],
      ["do", "collect"],
      ["collection", id],
    ]);
    const back = { back: `/history?collection=${id}` };
    await visitor.post(members, { do: "cover", id: one.id, ...back });
    expect(await visitor.html("/collections")).toContain(`src="${one.image}/thumbnail?s=`);
    expect(location(await visitor.post(members, { do: "uncollect", id: one.id, ...back }))).toEqual([
      303,
      back.back,
    ]);
    expect(text(await visitor.html("/history"))).toContain("1 picture removed from the collection.");
    expect(await visitor.html("/collections")).toContain(`src="${two.image}/thumbnail?s=`);
  });

  test("have a name of one line, which another of theirs may not have", async () => {
    const visitor = await aMember();
    const { id: picture } = await aPicture(visitor);
    const id = await collected(visitor, [picture]);
    expect((await visitor.post("/collections", { name: "  " })).status).toBe(422);
    expect((await visitor.post("/collections", { name: "x".repeat(61) })).status).toBe(422);
    expect((await visitor.post("/collections", { name: " Winter\n2026 " })).status).toBe(303);
    const taken = await visitor.post(`/collections/${id}`, { do: "rename", name: "Winter 2026" });
    expect(taken.status).toBe(422);
    expect(await taken.text()).toContain("You have a collection of this name already");
    expect(location(await visitor.post(`/collections/${id}`, { do: "rename", name: "城堡" }))).toEqual([
      303,
      `/history?collection=${id}`,
    ]);
    expect(await visitor.html("/collections")).toContain("城堡");
    const nameless = await visitor.post("/collections/members", { id: picture, do: "collect", asked: "1" });
    expect(nameless.status).toBe(422);
    const toName = { id: picture, do: "collect", asked: "1" };
    const long = await visitor.post("/collections/members", {
      ...toName,
      collection: id,
      name: "x".repeat(61),
    });
    const chosen = new RegExp(`<input(?=[^>]* checked="")(?=[^>]* value="${id}")[^>]* name="collection"`);
    expect(await long.text()).toMatch(chosen);
    const gone = await visitor.post("/collections/members", { ...toName, collection: picture });
    expect(gone.status).toBe(422);
    expect(await gone.text()).toContain(`<input type="hidden" name="id" value="${picture}"/>`);
    expect(location(await visitor.post("/collections/members", { do: "collect" }))).toEqual([
      303,
      "/history",
    ]);
  });

  test("are downloaded in a zip of their own", async () => {
    const visitor = await aMember();
    const [one, two] = [await aPicture(visitor), await aPicture(visitor, "A storm")];
    const id = await collected(visitor, [two.id]);
    const page = await visitor.html(`/downloads?collection=${id}`);
    const part = page.match(/name="part" value="(\d+-\d+)"/)?.[1] ?? "";
    const zip = await visitor.get(`/downloads/zip?collection=${id}&part=${part}`);
    const files = Object.keys(unzipSync(new Uint8Array(await zip.arrayBuffer())));
    expect(files.filter((name) => name.includes("A-storm"))).toHaveLength(1);
    expect(files.filter((name) => name.includes(one.id.slice(-12)))).toEqual([]);
    const stranger = await aMember();
    expect((await stranger.get(`/downloads?collection=${id}`)).status).toBe(404);
    expect(location(await stranger.get(`/downloads/zip?collection=${id}&part=${part}`))).toEqual([
      303,
      `/downloads?collection=${id}`,
    ]);
  });

  test("are shown to whoever has the link, without ids, until it is revoked", async () => {
    const visitor = await aMember();
    const [one, two] = [await aPicture(visitor), await aPicture(visitor, "A storm")];
    const id = await collected(visitor, [one.id, two.id]);
    await visitor.post(`/collections/${id}`, { do: "make" });
    const link = linkIn(await visitor.html(`/collections/${id}`));
    const stranger = new Visitor(app);
    const answer = await stranger.get(link);
    const html = text(await answer.text());
    expect([answer.status, answer.headers.get("X-Robots-Tag")]).toEqual([200, "noindex"]);
    expect(html).toContain('<meta name="robots" content="noindex"');
    expect(html).toContain("AI-generated");
    expect(html).toContain(`<meta property="og:image" content="${app.url.origin}${link}/preview"`);
    for (const secret of [one.id, two.id, id, "castle at dawn", "A storm"])
      expect(html).not.toContain(secret);
    const pictures = [...html.matchAll(new RegExp(`href="(${link}/[0-9a-f]{16})"`, "g"))].map(([, to]) => to);
    expect(pictures).toHaveLength(2);
    const [first = ""] = pictures;
    for (const address of [first, `${first}/image`, `${first}/thumbnail`, `${link}/preview`]) {
      const { status, headers } = await stranger.get(address);
      expect([status, headers.get("X-Robots-Tag")]).toEqual([200, "noindex"]);
    }
    expect((await stranger.get(`${first}/image`)).headers.get("Cache-Control")).toBe("public, max-age=60");
    expect(app.lines.join("\n")).not.toContain(link);

    await visitor.post(`/collections/${id}`, { do: "change", prompts: "1", indexable: "1" });
    const listed = await stranger.get(link);
    expect(listed.headers.has("X-Robots-Tag")).toBe(false);
    expect(await listed.text()).toContain("A storm");

    await visitor.post(`${two.page}/delete`, {});
    expect((await stranger.get(`${first}/image`)).status).toBe(404);
    expect((await stranger.get(first)).status).toBe(404);
    await visitor.post(`/collections/${id}`, { do: "revoke" });
    for (const address of [link, ...pictures, `${pictures[1]}/image`, `${link}/preview`])
      expect((await stranger.get(address ?? "")).status).toBe(404);
  });

  test("are nobody else's, and leave their pictures when they are deleted", async () => {
    const visitor = await aMember();
    const stranger = await aMember();
    const { id: picture, page } = await aPicture(visitor);
    const id = await collected(visitor, [picture]);
    for (const wanted of ["delete", "make", "revoke"])
      expect((await stranger.post(`/collections/${id}`, { do: wanted })).status).toBe(404);
    expect((await stranger.post(`/collections/${id}`, { do: "rename", name: "Mine" })).status).toBe(404);
    expect((await stranger.get(`/collections/${id}`)).status).toBe(404);
    expect((await visitor.post(`/collections/${id}`, { do: "x" })).status).toBe(400);
    expect(location(await visitor.post(`/collections/${id}`, { do: "delete" }))).toEqual([
      303,
      "/collections",
    ]);
    expect((await visitor.get(`/collections/${id}`)).status).toBe(404);
    expect((await visitor.get(page)).status).toBe(200);
    expect(location(await new Visitor(app).get("/collections"))[0]).toBe(303);
  });
});
