import { env } from "cloudflare:test";
import { afterEach, expect, test, vi } from "vitest";
import { HOUR, timestamp } from "~/platform/clock.server";
import { makeServices, type Services } from "~/services.server";
import { anAccount, world } from "../../test/world";
import { sendDueMails } from "./send.server";

afterEach(() => void vi.restoreAllMocks());

/** The services of a site whose mails go by Cloudflare's binding, which answers like this. */
function sendingBy(send: () => Promise<unknown>): Services {
  const mail = { MAIL_FROM: "us@flux.example", PUBLIC_ORIGIN: "https://flux.example" };
  return makeServices({ ...env, ...mail, EMAIL: { send } });
}

async function aMail({ db }: Services, hoursAgo: number): Promise<string> {
  const user = await anAccount(world());
  const [id, at] = [crypto.randomUUID(), timestamp(-hoursAgo * HOUR)];
  await db
    .insertInto("mails")
    .values({
      ...{ id, kind: "password_changed", user_id: user.id, email: user.email, language: "en" },
      ...{ due_at: at, created_at: at },
    })
    .execute();
  return id;
}

const rowOf = ({ db }: Services, id: string) =>
  db.selectFrom("mails").select(["attempts", "sent_at", "due_at"]).where("id", "=", id).executeTakeFirst();
const whyGivenUp = async ({ db }: Services, id: string) =>
  (await db.selectFrom("mails_given_up").select("reason").where("id", "=", id).executeTakeFirst())?.reason;

test("a mail that breaks whoever sends it has an end as any other, and keeps none from going", async () => {
  for (const method of ["warn", "error", "log"] as const) vi.spyOn(console, method).mockReturnValue();
  const calm = sendingBy(async () => {});
  await calm.db.deleteFrom("mails").execute();
  const [old, young] = [await aMail(calm, 25), await aMail(calm, 1)];
  // What no transport is prepared for.
  const hostile = sendingBy(() =>
    Promise.reject({
      get code() {
        throw new Error("no code");
      },
    }),
  );
  expect(await sendDueMails(hostile)).toBe(0);
  expect([await rowOf(calm, old), await whyGivenUp(calm, old)]).toEqual([undefined, "broken"]);
  const put = await rowOf(calm, young);
  expect(put).toMatchObject({ attempts: 1, sent_at: null });
  expect(put?.due_at && put.due_at < timestamp(HOUR / 30)).toBe(true);
  await calm.db.updateTable("mails").set({ due_at: timestamp() }).execute();
  const late = await aMail(calm, 0);
  expect(await sendDueMails(calm)).toBe(2);
  for (const id of [young, late]) expect((await rowOf(calm, id))?.sent_at).not.toBeNull();
});

test("whoever was so slow that somebody else has tried the mail since, gives nothing up", async () => {
  for (const method of ["warn", "error", "log"] as const) vi.spyOn(console, method).mockReturnValue();
  const calm = sendingBy(async () => {});
  await calm.db.deleteFrom("mails").execute();
  const id = await aMail(calm, 25);
  const slow = sendingBy(async () => {
    await calm.db.updateTable("mails").set({ due_at: timestamp() }).execute();
    expect(await sendDueMails(calm)).toBe(1);
    throw { code: "E_RECIPIENT_SUPPRESSED" };
  });
  expect(await sendDueMails(slow)).toBe(0);
  expect((await rowOf(calm, id))?.sent_at).not.toBeNull();
  expect(await whyGivenUp(calm, id)).toBeUndefined();
});
