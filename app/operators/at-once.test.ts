import { expect, test } from "vitest";
import type { User } from "~/accounts/user";
import { close } from "~/leaving/close.server";
import { timestamp } from "~/platform/clock.server";
import { report } from "~/reports/report.server";
import { readNotices } from "~/site/notices.server";
import { aPicture, deleteForGood } from "../../test/deleted";
import { anAccount, creditsOf, expectBooksToBalance, type World, world } from "../../test/world";
import { answerReport } from "./answer-report.server";
import { doToPerson } from "./do-to-person.server";
import { giveCredits } from "./on-person.server";
import { doToSite } from "./on-site.server";

const id = () => crypto.randomUUID();

async function anOperator(using: World): Promise<User> {
  const user = await anAccount(using);
  await using.db.insertInto("operators").values({ user_id: user.id, made_at: timestamp() }).execute();
  return user;
}

/** A report of a picture, by somebody who left this address, or none. */
async function reported(using: World, picture: string, email: string): Promise<string> {
  const request = new Request("http://localhost/s/x/report", { method: "POST" });
  const sent = { id: id(), why: "other" as const, said: "", email };
  expect(await report(using, request, picture, sent, "zh-Hans")).toBeNull();
  return sent.id;
}

const mailsOf = async ({ db }: World, kind: string, emails: string[]) => {
  const rows = db.selectFrom("mails").select(["email", "language"]).where("kind", "=", kind);
  return (await rows.where("email", "in", emails).execute()).map(
    ({ email, language }) => `${email} ${language}`,
  );
};

test("whoever reported a picture is told once what came of it, whichever report was answered, and their address is forgotten", async () => {
  const using = world();
  const owner = await anAccount(using);
  const [one, other] = [await anOperator(using), await anOperator(using)];
  const { id: picture } = await aPicture(using, owner);
  const emails = ["a", "b"].map((name) => `${name}-${picture}@example.com`);
  const [first = "", second = "", unsigned] = [
    ...(await Promise.all(emails.map((email) => reported(using, picture, email)))),
    await reported(using, picture, ""),
  ];
  const answer = { answer: "Taken.", act: "take_down" as const };
  const twice = { ...answer, id: id(), report: first };
  expect(await answerReport(using, one, twice)).toBe("done");
  expect(await answerReport(using, one, twice)).toBe("done");
  // Two others had the page open: one takes it down as well, the other would leave it.
  expect(await answerReport(using, other, { ...answer, id: id(), report: second })).toBe("done");
  const left = { answer: "No.", act: "answer_report" as const, id: id(), report: second };
  expect(await answerReport(using, other, left)).toBe("done");

  expect((await mailsOf(using, "report_answered", emails)).sort()).toEqual(
    emails.map((email) => `${email} zh-Hans`),
  );
  expect(await mailsOf(using, "taken_down", [owner.email])).toEqual([`${owner.email} en`]);
  const rows = await using.db
    .selectFrom("reports")
    .select(["id", "email", "answered", "answer"])
    .where("generation_id", "=", picture)
    .execute();
  expect(rows.map((row) => row.id).sort()).toEqual([first, second, unsigned].sort());
  for (const row of rows) expect(row).toMatchObject({ email: "", answered: "taken_down", answer: "Taken." });
});

test("a report of a picture that goes at that very moment is no error", async () => {
  const using = world();
  const owner = await anAccount(using);
  const { id: picture } = await aPicture(using, owner);
  await deleteForGood(using, owner, [picture]);
  await reported(using, picture, "late@example.com");
});

test("an operator who says a line opens no orders that another one closes at the same moment", async () => {
  const using = world();
  await using.db.deleteFrom("site_notices").execute();
  const [one, other] = [await anOperator(using), await anOperator(using)];
  await Promise.all([
    doToSite(using, one, { act: "say_line", id: id(), line_en: "Hello", line_zh: "" }),
    doToSite(using, other, { act: "close_orders", id: id(), closed_en: "Closed", closed_zh: "" }),
  ]);
  expect(await readNotices(using)).toEqual({
    ...{ line: { en: "Hello", "zh-Hans": "" }, isClosed: true, closed: { en: "Closed", "zh-Hans": "" } },
  });
  await using.db.deleteFrom("site_notices").execute();
});

test("nothing is given to somebody who has left, nor kept by who leaves at that very moment", async () => {
  const using = world();
  const operator = await anOperator(using);
  const [gone, leaving] = [await anAccount(using), await anAccount(using)];
  await close(using, gone);
  const give = { act: "give" as const, credits: 5, reason: "Sorry" };
  expect(await doToPerson(using, operator, gone.id, { ...give, id: id() }, "en")).toBe("nobody");
  await close(using, leaving);
  const late = { ...give, id: id(), userId: leaving.id };
  expect(await giveCredits(using, operator, late)).toBe("done");
  for (const user of [gone, leaving]) await expectBooksToBalance(using, user);
  expect([await creditsOf(using, gone), await creditsOf(using, leaving)]).toEqual([0, 0]);
});
