import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type App, startApp } from "./app";
import { servePretendReplicate } from "./pretend-replicate-server";
import { Visitor } from "./visitor";

/** What pages say of endings that cost something, and what canceling does. */

let app: App;
let replicate: Awaited<ReturnType<typeof servePretendReplicate>>;

beforeAll(async () => {
  replicate = await servePretendReplicate();
  const bounds = { FREE_CANCELS_A_DAY: "1", FREE_REFUSALS_A_DAY: "1", PREDICTIONS_A_DAY: "4" };
  app = await startApp({ ...replicate.vars, ...bounds, RESULT_CACHE_HOURS: "0", SIGNUP_CREDITS: "40" });
});
afterAll(async () => {
  expect(replicate.pretend.mistakes).toEqual([]);
  await app?.stop();
  replicate?.stop();
});
afterEach(() => replicate.pretend.startOver());

async function aMember(language = "en"): Promise<Visitor> {
  const visitor = new Visitor(app);
  await visitor.join();
  if (language !== "en") await visitor.get(`/?lang=${language}`);
  return visitor;
}
const refusing = () => {
  const { pretend } = replicate;
  pretend.onCreate = (made) => Response.json(pretend.fail(made, "NSFW content detected"), { status: 201 });
};
const going = (status: "starting" | "processing") => {
  replicate.pretend.onCreate = (made) => Response.json(Object.assign(made, { status }), { status: 201 });
};
const pageOf = async (answer: Promise<Response>) => (await answer).headers.get("Location") ?? "";
const textOf = async (visitor: Visitor, path: string) =>
  (await visitor.html(path)).replaceAll("<!-- -->", "");
/** The words on the button to cancel, and the terms that its form carries. */
const offerIn = (html: string) => {
  const [, form = ""] = html.match(/<form[^>]*action="[^"]*\/cancel"[^>]*>(.*?)<\/form>/s) ?? [];
  return [form.match(/name="terms" value="(\w+)"/)?.[1], form.match(/<button[^>]*>([^<]*)</)?.[1]];
};

test("a refusal: the form says beforehand what the next one costs, the page and the ledger what it did", async () => {
  const visitor = await aMember();
  const form = () => textOf(visitor, "/");
  expect(await form()).not.toContain("If the safety filter blocks the picture");
  refusing();
  const first = await textOf(visitor, await pageOf(visitor.generate({ prompt: "one" })));
  expect(first).toContain("The picture was blocked by the safety filter. You were not charged.");
  expect(await visitor.balance()).toBe(40);
  expect(await form()).toContain("If the safety filter blocks the picture, your credit is kept");

  const second = await textOf(visitor, await pageOf(visitor.generate({ prompt: "two" })));
  expect(second).toContain("Your credit was kept: today’s refunds for blocked pictures were used up.");
  expect(second).not.toContain("Credit back, no picture");
  expect(second).toMatch(/It cost you \d+ credits?\./);
  expect(await visitor.balance()).toBeLessThan(40);
  expect(await textOf(visitor, "/history")).toContain("No picture, credit kept");
  const ledger = await textOf(visitor, "/credits");
  expect(ledger).toContain("blocked, credit kept");
  expect(ledger).toContain("0 of 1 left today");
});

test("a cancel: the button says what it does, and does that", async () => {
  const visitor = await aMember();
  going("processing");
  const first = await pageOf(visitor.generate({ prompt: "one" }));
  const second = await pageOf(visitor.generate({ prompt: "two" }));
  const counted = ["counted", "Cancel: you get the credit back, 1 of 1 left today"];
  expect(offerIn(await textOf(visitor, first))).toEqual(counted);
  expect(offerIn(await textOf(visitor, second))).toEqual(counted);
  await visitor.post(`${first}/cancel`, { terms: "counted" });
  expect(await textOf(visitor, first)).toContain(
    "The picture was cancelled. Your credit is back on your balance.",
  );

  // The second page still says what was so before.
  const answer = await visitor.post(`${second}/cancel`, { terms: "counted" });
  expect(answer.headers.get("Location")).toBe(second);
  const page = await textOf(visitor, second);
  expect(page).toContain("It was not cancelled: cancelling costs something else now");
  expect(offerIn(page)).toEqual(["kept", "Cancel: the credit is kept, since it is being made already"]);
  await visitor.post(`${second}/cancel`, { terms: "kept" });
  const canceled = await textOf(visitor, second);
  expect(canceled).toContain("The picture was cancelled while it was being made. Your credit was kept");
  expect(await textOf(visitor, "/history")).toContain("Cancelled, credit kept");
});

test("a cancel of what waits is free, and says so", async () => {
  const visitor = await aMember();
  going("starting");
  const page = await pageOf(visitor.generate());
  expect(offerIn(await textOf(visitor, page))).toEqual(["free", "Cancel (free)"]);
  await visitor.post(`${page}/cancel`, { terms: "free" });
  expect(await visitor.balance()).toBe(40);
  expect(await textOf(visitor, "/credits")).toContain(
    "you cancel it while it is being made (1 of 1 left today). Cancelling one that still waits is free.",
  );
});

test("terms that no button says are no terms", async () => {
  const visitor = await aMember();
  going("processing");
  const page = await pageOf(visitor.generate());
  for (const terms of ["", "better", "__proto__"])
    expect((await visitor.post(`${page}/cancel`, { terms })).status).toBe(400);
});

test("a day without predictions left is a page that says until when, with the prompt, and costs nothing", async () => {
  const visitor = await aMember();
  for (const prompt of ["one", "two", "three"]) await visitor.generate({ prompt });
  const balance = await visitor.balance();
  const some = await visitor.generate({ prompt: "a castle", count: "4" });
  expect(some.status).toBe(429);
  expect(await some.text()).toContain("Only 1 more picture can be ordered today.");
  await visitor.generate({ prompt: "four" });
  const none = await visitor.generate({ prompt: "a castle that is kept" });
  expect(none.status).toBe(429);
  const html = await none.text();
  expect(html).toContain("Today’s limit of pictures is reached. Nothing was charged");
  expect(html).toMatch(/A new day begins:(<!-- -->| )*<time dateTime="\d{4}-\d\d-\d\dT00:00Z">/);
  expect(html).toContain("a castle that is kept");
  expect(40 - (await visitor.balance())).toBe(((40 - balance) / 3) * 4);
});

test("what took too long is told as that, in both languages", async () => {
  const words = {
    en: "The picture took too long and was stopped.",
    "zh-Hans": "生成时间过长，已停止，积分已退回。",
  };
  for (const [language, expected] of Object.entries(words)) {
    const visitor = await aMember(language);
    replicate.pretend.onCreate = (made) => Response.json({ ...made, status: "canceled" }, { status: 201 });
    const page = await pageOf(visitor.generate());
    expect(await textOf(visitor, `${page}?lang=${language}`)).toContain(expected);
    await visitor.get("/?lang=en");
    expect(await visitor.balance()).toBe(40);
  }
});
