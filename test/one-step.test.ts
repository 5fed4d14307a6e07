import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, startApp } from "./app";
import { servePretendReplicate } from "./pretend-replicate-server";
import { Visitor } from "./visitor";

let app: App;
let replicate: Awaited<ReturnType<typeof servePretendReplicate>>;

beforeAll(async () => {
  replicate = await servePretendReplicate();
  app = await startApp(replicate.vars);
});

afterAll(async () => {
  await app?.stop();
  replicate?.stop();
});

const aMember = async () => {
  const visitor = new Visitor(app);
  await visitor.join(`${crypto.randomUUID()}@example.com`);
  return visitor;
};
const stageOf = (html: string) => html.match(/aria-current="step"[^>]*>([^<]*)/)?.[1];

test("S3: the same order is offered the picture that there is before another is made", async () => {
  replicate.pretend.onCreate = (made) => Response.json(replicate.pretend.succeed(made), { status: 201 });
  const visitor = await aMember();
  const [first, second] = [
    await visitor.generate({ prompt: "once more" }),
    await visitor.generate({ prompt: "once more" }),
  ];
  expect([first.status, second.status]).toEqual([303, 200]);
  const html = await second.text();
  expect(html).toContain("You have this one already");
  expect(html).toContain(`<a class="button" href="${first.headers.get("Location")}">Show it</a>`);
  expect(html).toContain("Make a new one");
});

// The last one: what Replicate says here slows down whatever is ordered afterwards.
test("F26: the page that takes a step shows where it led, not where it began", async () => {
  const { pretend } = replicate;
  const visitor = await aMember();
  pretend.onCreate = () => new Response(null, { status: 429, headers: { "Retry-After": "1" } });
  const page = (await visitor.generate({ prompt: "a step" })).headers.get("Location") ?? "";
  expect(stageOf(await visitor.html(page))).toBe("Credit taken");
  pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
  const before = pretend.creates;
  let html = "";
  await expect
    .poll(
      async () => {
        html = await visitor.html(page);
        return pretend.creates;
      },
      { timeout: 90_000 },
    )
    .toBe(before + 1);
  expect(stageOf(html)).toBe("Making the picture");
});
