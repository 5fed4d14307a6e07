import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, startApp } from "./app";
import { servePretendReplicate } from "./pretend-replicate-server";
import { throttle } from "./throttle";
import { Visitor } from "./visitor";

/** The waiting line as pages tell of it, without scripts; a file of its own, since the app then knows that it is throttled. */

let app: App;
let replicate: Awaited<ReturnType<typeof servePretendReplicate>>;

beforeAll(async () => {
  replicate = await servePretendReplicate();
  app = await startApp({ ...replicate.vars, RESULT_CACHE_HOURS: "0" });
});

afterAll(async () => {
  expect(replicate.pretend.mistakes).toEqual([]);
  await app?.stop();
  replicate?.stop();
});

/** What a page says where parts of a sentence have elements of their own. */
const said = (html: string) => html.replaceAll(/<[^>]+>/g, "");

test("the page, its events, the history and the order say the place and the time; a cancel is free and at once", async () => {
  // So slow that no turn comes while the test looks.
  const seen = throttle(replicate.pretend, { aMinute: 0.5 });
  const visitor = new Visitor(app);
  await visitor.join();
  await visitor.generate();
  const several = (await visitor.generate({ count: "2" })).headers.get("Location") ?? "";
  const single = (await visitor.generate({ prompt: "The last" })).headers.get("Location") ?? "";
  expect(seen.takenAt).toHaveLength(1);
  expect(await visitor.balance()).toBe(6);

  const html = await visitor.html(single);
  expect(said(html)).toMatch(/3rd in line, about \d+ minutes/);
  expect(html).toContain('http-equiv="refresh" content="10;url=?looks=0"');
  expect(html).toContain("Waiting in line…");
  expect(await visitor.html(`${single}?looks=off`)).not.toContain('http-equiv="refresh"');
  expect(said(await visitor.html(`${single}?lang=zh-Hans`))).toMatch(/排在第 3 位，大约 \d+ 分钟/);
  await visitor.html("/?lang=en");
  expect(said(await visitor.html(several))).toMatch(/1st in line, about \d+ (seconds|minutes)/);
  expect((await visitor.html("/history")).split("Waiting in line")).toHaveLength(4);

  const events = await visitor.get(`${single}/events`);
  const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
  let told = "";
  while (reader && !told.includes("event: line")) told += (await reader.read()).value ?? "";
  await reader?.cancel();
  expect(told).toMatch(/event: line\ndata: \{"place":3,"seconds":\d+\}\n\n/);

  const [asked] = [replicate.pretend.creates];
  await visitor.post(`${single}/cancel`, {});
  expect(await visitor.html(single)).toContain(
    "The picture was cancelled. Your credit is back on your balance.",
  );
  expect(await visitor.balance()).toBe(7);
  expect(replicate.pretend.creates).toBe(asked);
});
