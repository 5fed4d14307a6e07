import type { Page } from "playwright-core";
import { type App, startApp } from "../app";
import { Visitor } from "../visitor";
import { addAccountPages } from "./account-pages";
import {
  brokenPicture,
  fillHistory,
  joined,
  LONG_PROMPT,
  LONG_WORD,
  located,
  picturesOf,
  takeAllCredits,
  whileItLasts,
} from "./cast";
import { addCollectionPages } from "./collection-pages";
import { addInvitePages, addSingleUserPages } from "./entry-pages";
import { addFactorPages } from "./factor-pages";
import { addOperatorPages } from "./operator-pages";
import { addReportPages } from "./report-pages";
import { addShopPages, tall } from "./shop-pages";

/** A page in one of its states. */
export type PageState = {
  name: string;
  app: App;
  /** The visitor who looks, with their cookies. */
  visitor: Visitor;
  /** Brings the app into this state, anew if it has passed, and returns the path at which it is seen. */
  path: () => Promise<string>;
  /** Asks for the page, when that takes more than a GET of the path. */
  answer?: (path: string, headers: Record<string, string>) => Promise<Response>;
  /** What its visitor does on the page, once it has loaded. */
  act?: (page: Page) => Promise<void>;
  status: number;
  /** Whether the page is sent without scripts, because nothing on it needs them. */
  sendsNoScripts: boolean;
};

/** `app` is the one that most states are of. */
export type Catalogue = { states: PageState[]; app: App; stop(): Promise<void> };

export type Extras = Partial<Pick<PageState, "status" | "sendsNoScripts" | "answer" | "act">>;
export type Add = (
  name: string,
  visitor: Visitor,
  path: string | (() => Promise<string>),
  extras?: Extras,
) => void;

/** As an operator writes it, who knows in which language: whatever it is, it is shown as it is. */
const CREDITS_HELP = "请写信给：\nhello@example.com";

/** A name of the owner's own, as long as one may be and of all scripts; in the HTML of no page may the default be found. */
export const SITE_NAME = `"Lantern" & Wick's Pictures 灯笼影像 תמונות`;
const OWN = { SITE_NAME, CONTACT: "hello@lantern.example" };

/** By which people may sign in; of the second nobody answers. */
const OTHER_SITES = {
  ...{ GITHUB_CLIENT_ID: "of-the-tests", GITHUB_CLIENT_SECRET: "of-the-tests" },
  ...{ OIDC_ISSUER: "http://localhost:9", OIDC_NAME: "示例", OIDC_CLIENT_ID: "x", OIDC_CLIENT_SECRET: "x" },
};

const NOBODYS = "01a20ac2-cfc7-7bbf-b504-10328d7c8d09";

/** Every page in every state, on apps that are started for it. */
export async function openCatalogue(): Promise<Catalogue> {
  const [app, closed, invited, single] = await Promise.all([
    startApp({ SIGNUP_CREDITS: "12345", RESULT_CACHE_SCOPE: "site", CREDITS_HELP, ...OTHER_SITES, ...OWN }),
    startApp({ REPLICATE_API_BASE_URL: "no address", ...OWN }),
    startApp({ SIGNUP: "invite", INVITES_A_PERSON: "20", ...OWN }),
    startApp({ SINGLE_USER: "1", ...OWN }),
  ]);
  const states: PageState[] = [];
  const stranger = new Visitor(app);
  const [newcomer, member, busy, poor, collector, unlucky] = await Promise.all(
    ["newcomer", "member", "busy", "poor", "collector", "unlucky"].map((name) => joined(app, name)),
  );
  if (!newcomer || !member || !busy || !poor || !collector || !unlucky) throw new Error("nobody joined");
  const made = await picturesOf(member, collector);
  await takeAllCredits(app, "poor@example.com");
  await fillHistory(app, "collector@example.com", 2_400);

  const addTo =
    (app: App): Add =>
    (name, visitor, path, extras = {}) =>
      void states.push({
        name,
        app,
        visitor: typeof path === "string" && !extras.answer ? alone(visitor, app) : visitor,
        path: typeof path === "string" ? async () => path : path,
        status: 200,
        sendsNoScripts: false,
        ...extras,
      });
  const add = addTo(app);
  /** Makes an `answer` that posts a form. */
  const posted =
    (visitor: Visitor, fields: () => Promise<Record<string, string>>): Extras["answer"] =>
    async (path, headers) =>
      visitor.post(path, await fields(), headers);
  /** Makes a prompt another one, as people's are: what stands beside a picture is weighed with its page. */
  let ordered = 0;
  const order = (visitor: Visitor, fields: Record<string, string>) =>
    posted(visitor, async () => ({ id: await visitor.formId(), ratio: "1:1", ...fields }));

  add("welcome", stranger, "/");
  add("welcome, filled by a link", stranger, `/?prompt=${encodeURIComponent(LONG_PROMPT)}&model=dev&seed=7`);
  add("make, to join first", stranger, "/?index", {
    answer: order(stranger, { prompt: LONG_PROMPT, price: "1" }),
  });
  add("make, nothing made yet", newcomer, "/");
  add("make", member, "/");
  for (const model of ["dev", "pro", "kontext", "flux2"])
    add(`make with ${model}`, member, `/?model=${model}`);
  add("make, to change a picture", member, `/?model=kontext&source=${made.plain}`);
  const allWrong = {
    prompt: "",
    model: "dev",
    ratio: "9:99",
    count: "9",
    seed: "-1",
    guidance: "x",
    steps: "0",
    price: "9",
  };
  add("make, all of it wrong", member, "/?index", { status: 422, answer: order(member, allWrong) });
  add("make, too long", member, "/?index", {
    status: 422,
    answer: order(member, { prompt: `${LONG_PROMPT}。` }),
  });
  add("make, no picture to change", member, "/?index", {
    status: 422,
    answer: order(member, { prompt: "Make it winter", model: "kontext", price: "13" }),
  });
  add("make, a picture that is there", member, "/?index", {
    answer: async (path, headers) => {
      const fields = { prompt: `A kite ${++ordered}`, ratio: "1:1", price: "1" };
      await member.generate(fields);
      return member.post(path, { ...fields, id: await member.formId() }, headers);
    },
  });
  add("make, a panel open", member, "/", { act: opening(".chip-model > summary") });
  add("make, too few credits", poor, "/?index", { status: 402, answer: order(poor, { prompt: "A castle" }) });
  add("make, a form used before", member, "/?index", {
    status: 409,
    answer: posted(member, async () => ({ id: made.plain, ratio: "1:1", prompt: "Something else" })),
  });
  add("make, as many on their way as may be", busy, "/?index", {
    status: 429,
    answer: async (path, headers) => {
      for (;;) {
        const orders = Array.from({ length: 3 }, () => `[slow] ${crypto.randomUUID()}`);
        const id = await busy.formId();
        await Promise.all(orders.map((prompt) => busy.generate({ prompt })));
        const answer = await busy.post(path, { id, ratio: "1:1", prompt: "One more" }, headers);
        // On a busy machine one of them may have come meanwhile.
        if (answer.status === 429) return answer;
      }
    },
  });

  const waiting = new Visitor(app);
  const onItsWay = whileItLasts(async () => {
    waiting.cookie = (await joined(app, `waiting-${crypto.randomUUID()}`)).cookie;
    return located(await waiting.generate({ prompt: `A lighthouse [slow] ${crypto.randomUUID()}` }));
  });
  add("waiting", waiting, onItsWay);
  add("waiting, has looked", waiting, async () => `${await onItsWay()}?looks=3`);
  add("several, on their way", waiting, async () =>
    located(await waiting.generate({ prompt: `Four whales [slow] ${crypto.randomUUID()}`, count: "4" })),
  );

  for (const [name, id] of Object.entries(made)) {
    if (name !== "together") add(`picture, ${name}`, member, `/generations/${id}`);
  }
  add("picture, before and after", member, `/generations/${made.changed}`, {
    act: (page) => page.locator("[name=shown][value=both]").check(),
  });
  add("picture, to be shared", member, `/generations/${made.shared}`, {
    act: opening(".panel-of:nth-of-type(1) > summary"),
  });
  add("picture, more to do", member, `/generations/${made.plain}`, {
    act: opening(".panel-of:nth-of-type(2) > summary"),
  });
  add("compared", member, `/compare?${new URLSearchParams({ a: made.plain, b: made.changed })}`);
  add("several, done", member, `/orders/${made.together}`);
  add("deleted, none", newcomer, "/history/deleted");
  const emptier = new Visitor(app);
  const deleted = whileItLasts(async () => {
    const preferences = emptier.cookie.split("; ").filter((cookie) => /^(language|theme)=/.test(cookie));
    const { cookie } = await joined(app, `emptier-${crypto.randomUUID()}`);
    emptier.cookie = [cookie, ...preferences].join("; ");
    const page = located(await emptier.generate({ prompt: "A castle to be deleted" }));
    await emptier.post(`${page}/share`, { do: "make" });
    await emptier.post(`${page}/delete`, {});
    return `/history/deleted/${page.split("/").at(-1)}`;
  });
  add("deleted, with its notice", emptier, async () => (await deleted()) && "/history/deleted");
  add("deleted, one", emptier, deleted);
  add("delete for good", emptier, "/history/deleted", {
    answer: async (path, headers) =>
      emptier.post(path, { do: "delete", id: (await deleted()).split("/").at(-1) ?? "" }, headers),
  });
  add("delete all for good", emptier, "/history/deleted", {
    answer: (path, headers) => emptier.post(path, { do: "delete_all" }, headers),
  });

  add("history, empty", newcomer, "/history");
  add("history", member, "/history");
  add("history, many", collector, "/history");
  const all = "q=castle&model=schnell&status=succeeded&favorite=1&ratio=1%3A1&since=week&order=oldest";
  add("history, every filter", member, `/history?${all}`, { act: opening(".toolbar details > summary") });
  add("history, choosing", member, "/history", {
    act: async (page) => {
      await page.locator(".choosing").click();
      for (const index of [0, 1]) await page.locator(".card .pick").nth(index).click();
      // As high as the list is, so that the bar lies over none of it.
      await page.setViewportSize({ width: page.viewportSize()?.width ?? 0, height: 3000 });
    },
  });
  add("history, in the middle", collector, "/history?before=1200");
  add("history, behind the end", collector, "/history?before=1");
  add("history, found", collector, "/history?q=castle&model=schnell&status=succeeded");
  add("history, none found", member, "/history?q=zzzzz");
  add("history, favourites", member, "/history?favorite=1");
  add(
    "history, all of it wrong",
    member,
    "/history?q=%3F&model=x&status=x&from=x&to=y&favorite=x&kind=x&shared=x&ratio=x&since=x&order=x&collection=x",
    { status: 400 },
  );
  const noticed = (visitor: Visitor, act: () => Promise<Response>) => async () =>
    located(await act()) || visitor.cookie;
  add(
    "notice, deleted",
    member,
    noticed(member, async () => {
      const page = located(await member.generate({ prompt: `A leaf ${++ordered}` }));
      return member.post(`${page}/delete`, {});
    }),
  );
  add(
    "notice, none chosen",
    member,
    noticed(member, () => member.post("/history/selection", { do: "delete" })),
  );
  add(
    "notice, marked",
    member,
    noticed(member, () => member.post("/history/selection", { do: "favorite", id: made.favorite })),
  );
  add(
    "notice, not deleted",
    member,
    noticed(member, () => member.post("/history/selection", { do: "delete", id: NOBODYS })),
  );
  add(
    "notice, link changed",
    member,
    noticed(member, () => member.post(`/generations/${made.shared}/share`, { do: "change", prompt: "1" })),
  );

  add("downloads, empty", newcomer, "/downloads");
  add("downloads", member, "/downloads");
  add("downloads in parts", collector, "/downloads");
  add("credits, one line", newcomer, "/credits", tall);
  add("credits", member, "/credits", tall);
  add("credits, none left", poor, "/credits", tall);
  add("credits, many pages", collector, "/credits", tall);
  add("settings", stranger, "/settings");
  add(
    "settings, saved",
    member,
    noticed(member, () => member.post("/settings", { set: "shortcuts", shortcuts: "1" })),
  );

  const noScripts = { sendsNoScripts: true };
  add("sign in", stranger, "/login");
  add("sign in, with a prompt kept", stranger, "/login", {
    answer: posted(stranger, async () => ({
      draft: new URLSearchParams({ prompt: LONG_PROMPT }).toString(),
    })),
  });
  add("sign in, wrong", stranger, "/login", {
    status: 422,
    answer: posted(stranger, async () => ({ email: "a@example.com", password: "x" })),
  });
  add("join", stranger, "/join", noScripts);
  add("join, all of it wrong", stranger, "/join", {
    ...noScripts,
    status: 422,
    answer: posted(stranger, async () => ({ email: LONG_WORD, password: "" })),
  });
  add("sign in, too often", newcomer, "/login", {
    status: 429,
    answer: async (path, headers) => {
      const guesser = new Visitor(app);
      // A browser that is known for the account has tries of its own, which are few.
      guesser.cookie = newcomer.cookie.replace(/(^|; )session=[^;]*/, "");
      let answer: Response;
      do answer = await guesser.post(path, { email: "newcomer@example.com", password: "wrong" }, headers);
      while (answer.status === 422);
      return answer;
    },
  });
  await addShopPages(add, await joined(app, "buyer"), app);
  await addReportPages(add, stranger, app);
  await addOperatorPages(add, app);
  await addCollectionPages(add, { stranger, member, newcomer }, [made.plain, made.favorite, made.word]);
  addAccountPages(add, { app, stranger, member, email: "member@example.com" });
  addFactorPages(add, { app, member });
  await addInvitePages(addTo(invited), invited);
  await addSingleUserPages(addTo(single), single);

  const link = async (id: string) =>
    (await member.html(`/generations/${id}`)).match(/\/s\/[\w-]{22}/)?.[0] ?? "";
  add("shared, with its prompt", stranger, () => link(made.shared), noScripts);
  add("shared, without its prompt", stranger, () => link(made.favorite), noScripts);

  // What says no to somebody has the script, by which it is not shown to the next person who goes back to it.
  const refused = (status: number, answer: NonNullable<Extras["answer"]>): Extras => ({
    status,
    answer,
  });
  add(
    "400",
    member,
    "/settings",
    refused(400, (path, headers) => member.post(path, { set: "mood" }, headers)),
  );
  add(
    "403",
    member,
    "/logout",
    refused(403, (path, headers) =>
      member.post(path, {}, { ...headers, Origin: "https://elsewhere.example" }),
    ),
  );
  add("404", member, "/nothing-here", { status: 404 });
  add("404, signed out", stranger, `/s/${"a".repeat(22)}`, { ...noScripts, status: 404 });
  add("404, somebody else's", newcomer, `/generations/${made.plain}`, { status: 404 });
  add("404, no picture", member, `/images/${NOBODYS}`, { status: 404 });
  add("405", member, "/logout", { status: 405 });
  add(
    "413",
    member,
    "/settings",
    refused(413, (path, headers) => member.post(path, { set: "x".repeat(70_000) }, headers)),
  );
  add(
    "415",
    member,
    "/settings",
    refused(415, (path, headers) =>
      member.request(path, {
        method: "POST",
        body: "{}",
        headers: { ...headers, Origin: app.url.origin, "Content-Type": "application/json" },
      }),
    ),
  );
  add("500", unlucky, await brokenPicture(app, unlucky), { status: 500 });
  states.push({
    name: "503",
    app: closed,
    visitor: new Visitor(closed),
    path: async () => "/",
    status: 503,
    sendsNoScripts: true,
  });

  const stop = async () => void (await Promise.all([app, closed, invited, single].map((one) => one.stop())));
  return { states, app, stop };
}

/** The same visitor in a browser of their own, who only looks, and so beside whatever they do. */
function alone({ cookie }: Visitor, app: App): Visitor {
  const visitor = new Visitor(app);
  visitor.cookie = cookie;
  return visitor;
}

/** Opens a panel by what its visitor would click. */
function opening(summary: string): Extras["act"] {
  return (page) => page.locator(summary).first().click();
}
