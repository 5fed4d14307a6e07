import type { App } from "../app";
import type { Visitor } from "../visitor";
import { joined, located } from "./cast";
import type { Add } from "./catalogue";

const SAID = "这张图片用了我的照片，没有问过我。\n请看这张脸。";

/** The pages by which anybody reports a shared picture, and what is seen of one that was reported or taken down. */
export async function addReportPages(add: Add, stranger: Visitor, app: App): Promise<void> {
  const owner = await joined(app, "reported");
  const shared = async (prompt: string) => {
    const page = located(await owner.generate({ prompt }));
    await owner.post(`${page}/share`, { do: "make", prompt: "1" });
    return { page, link: (await owner.html(page)).match(/\/s\/[\w-]{22}/)?.[0] ?? "" };
  };
  const [left, taken] = [await shared("一座灯塔，被举报"), await shared("一座城堡，被下架")];
  const report = `${left.link}/report`;
  const fields = { why: "person", said: SAID, email: "somebody@example.com" };
  await stranger.post(report, { id: crypto.randomUUID(), ...fields });
  const d1 = await app.database();
  const id = taken.page.split("/").at(-1);
  await d1.batch([
    d1.prepare("DELETE FROM shares WHERE generation_id = ?").bind(id),
    d1
      .prepare("INSERT INTO takedowns VALUES (?, ?, '2026-01-01T00:00:00.000Z')")
      .bind(id, "图片中的人没有同意。"),
  ]);
  const noScripts = { sendsNoScripts: true };
  add("report a picture", stranger, report, noScripts);
  add("report, nothing chosen", stranger, report, {
    ...{ status: 422, ...noScripts },
    answer: (path, headers) =>
      stranger.post(path, { id: crypto.randomUUID(), said: SAID, email: "nobody" }, headers),
  });
  add("report, sent", stranger, `${report}?sent`, noScripts);
  add("shared, taken down", stranger, taken.link, { status: 404, ...noScripts });
  add("picture, taken down", owner, taken.page, {
    act: (page) => page.getByText(/^(Taken down|已下架)$/).click(),
  });
}
