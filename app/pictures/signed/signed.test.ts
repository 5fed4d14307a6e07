import { afterEach, describe, expect, test, vi } from "vitest";
import { sessionCookie } from "~/accounts/sessions.server";
import { startGeneration } from "~/generations/start.server";
import { deleteGenerations } from "~/history/deleted/delete.server";
import { removeForGood } from "~/history/deleted/remove.server";
import { DAY, HOUR, SECOND } from "~/platform/clock.server";
import { xmpIn } from "../../../test/containers";
import { PNG } from "../../../test/pretend-replicate";
import { anAccount, anInput, anOrder, world } from "../../../test/world";
import { openSignedInput } from "../brought/open.server";
import { type Kind, type PictureAddresses, signedAddresses } from "./address.server";
import { openSigned } from "./open.server";

const SECRETS = ["of-the-tests"];
const ID = "01a20ac2-cfc7-7bbf-b504-10328d7c8d09";
const OTHER_ID = "01a20ac2-cfc7-7bbf-b504-10328d7c8d0a";

/** What a browser sends that has this session, for an address that a page gave it. */
async function asked(address: string, session: string | null = "first"): Promise<Request> {
  const url = `http://localhost${address}`;
  const kept = session && (await sessionCookie(new Request(url), SECRETS).keep(session, 60));
  return new Request(url, kept ? { headers: { Cookie: kept.split(";")[0] ?? "" } } : {});
}

const addressOf = (kind: Kind, addresses: PictureAddresses, { hasMark = false } = {}) =>
  kind === "input"
    ? addresses.input({ id: ID, made_by_ai: hasMark ? 1 : 0 })
    : addresses[kind]({ image_id: ID, input_id: hasMark ? OTHER_ID : null });

async function open(using: ReturnType<typeof world>, kind: Kind, id: string, request: Request) {
  const answer =
    kind === "input" ? await openSignedInput(using, request, id) : await openSigned(using, request, kind, id);
  await answer?.body?.cancel();
  return answer?.status ?? null;
}

async function stored() {
  const using = world();
  const httpMetadata = { contentType: "image/png" };
  for (const id of [ID, OTHER_ID])
    for (const folder of ["pictures", "thumbnails", "inputs"])
      await using.pictures.put(`${folder}/${id}`, PNG, { httpMetadata });
  return using;
}

const KINDS = ["picture", "thumbnail", "input"] as const;

afterEach(() => void vi.useRealTimers());

describe.each(KINDS)("the address of a %s", (kind) => {
  const mine = () => signedAddresses("first", SECRETS);

  test("opens it by one look into the store, and none into the database", async () => {
    const using = await stored();
    expect(await open(using, kind, ID, await asked(addressOf(kind, mine())))).toBe(200);
    expect([using.timings.spent("db").calls, using.timings.spent("storage").calls]).toEqual([0, 1]);
  });

  test("opens nothing of another kind or id, in another session, or without the cookie", async () => {
    const using = await stored();
    const address = addressOf(kind, mine());
    for (const other of KINDS.filter((one) => one !== kind))
      expect(await open(using, other, ID, await asked(address))).toBeNull();
    expect(await open(using, kind, OTHER_ID, await asked(address))).toBeNull();
    expect(await open(using, kind, ID, await asked(address, "second"))).toBeNull();
    expect(await open(using, kind, ID, await asked(address, null))).toBeNull();
    expect(using.timings.totalCalls).toBe(0);
  });

  test.each([
    ["another end", (address: string) => address.slice(0, -1) + (address.endsWith("A") ? "B" : "A")],
    ["no end", (address: string) => address.replace(/\..*/, ".")],
    ["half an end", (address: string) => address.slice(0, -11)],
    ["a later day", (address: string) => address.replace(/s=\w+/, "s=zzz")],
    ["a mark that it was not given", (address: string) => address.replace(".", "M.")],
    ["nothing", (address: string) => address.replace(/s=.*/, "s=")],
  ])("with %s opens nothing", async (_, changed) => {
    const using = await stored();
    expect(await open(using, kind, ID, await asked(changed(addressOf(kind, mine()))))).toBeNull();
  });

  test.each([false, true])(
    "is the same all day, and ends with the day after it (mark: %s)",
    async (hasMark) => {
      const using = await stored();
      const midnight = Math.floor(Date.now() / DAY) * DAY;
      vi.useFakeTimers({ toFake: ["Date"], now: midnight });
      const address = addressOf(kind, mine(), { hasMark });
      vi.setSystemTime(midnight + DAY - 1);
      expect(addressOf(kind, mine(), { hasMark })).toBe(address);
      vi.setSystemTime(midnight + DAY);
      expect(addressOf(kind, mine(), { hasMark })).not.toBe(address);
      vi.setSystemTime(midnight + 2 * DAY - 2000);
      expect(await open(using, kind, ID, await asked(address))).toBe(200);
      vi.setSystemTime(midnight + 2 * DAY);
      expect(await open(using, kind, ID, await asked(address))).toBeNull();
    },
  );

  test("opens nothing more than two days before it ends, though it is validly signed", async () => {
    const using = await stored();
    const midnight = Math.floor(Date.now() / DAY) * DAY;
    vi.useFakeTimers({ toFake: ["Date"], now: midnight + DAY });
    const address = addressOf(kind, mine());
    vi.setSystemTime(midnight + DAY - HOUR);
    expect(await open(using, kind, ID, await asked(address))).toBeNull();
    // Clocks are not of one mind about midnight.
    vi.setSystemTime(midnight + DAY - 2 * SECOND);
    expect(await open(using, kind, ID, await asked(address))).toBe(200);
  });

  test("outlives a new secret in front of the one that signed it, and ends with that one", async () => {
    const address = addressOf(kind, signedAddresses("first", ["before", ...SECRETS]));
    const both = {
      ...(await stored()),
      settings: { ...world().settings, SESSION_SECRETS: ["new", "before", ...SECRETS] },
    };
    expect(await open(both, kind, ID, await asked(address))).toBe(200);
    expect(await open(await stored(), kind, ID, await asked(address))).toBeNull();
  });
});

test("a page's picture is kept until its address ends, and by its browser alone", async () => {
  const using = await stored();
  const answer = await openSigned(
    using,
    await asked(addressOf("picture", signedAddresses("first", SECRETS))),
    "picture",
    ID,
  );
  await answer?.body?.cancel();
  const [, seconds] =
    answer?.headers.get("Cache-Control")?.match(/^private, max-age=(\d+), immutable$/) ?? [];
  expect(Number(seconds) * 1000).toBeGreaterThan(DAY - 60_000);
  expect(Number(seconds) * 1000).toBeLessThanOrEqual(2 * DAY);
  expect(answer?.headers.get("Content-Type")).toBe("image/png");
});

test("in the bin a picture still opens, and one that was removed for good does not", async () => {
  const using = world();
  const user = await anAccount(using);
  const order = anOrder();
  await startGeneration(using, user, order);
  const address = signedAddresses("first", SECRETS).picture({ image_id: order.id, input_id: null });
  await deleteGenerations(using, user, [order.id]);
  expect(await open(using, "picture", order.id, await asked(address))).toBe(200);
  await removeForGood(using, user, [order.id]);
  expect(await open(using, "picture", order.id, await asked(address))).toBeNull();
});

test("what is served says what AI made as it does with the database: an edit, and a brought picture of AI's", async () => {
  const using = await stored();
  const user = await anAccount(using);
  const input = await anInput(using, user);
  const addresses = signedAddresses("first", SECRETS);
  const served = async (answer: Response | null) =>
    xmpIn(new Uint8Array((await answer?.arrayBuffer()) ?? [])).join();
  const picture = async (input_id: string | null) =>
    served(
      await openSigned(using, await asked(addresses.picture({ image_id: ID, input_id })), "picture", ID),
    );
  expect(await picture(null)).toContain("/trainedAlgorithmicMedia");
  expect(await picture(ID)).toContain("/compositeWithTrainedAlgorithmicMedia");
  const brought = async (made_by_ai: 0 | 1) =>
    served(await openSignedInput(using, await asked(addresses.input({ ...input, made_by_ai })), input.id));
  expect(await brought(1)).toContain("/trainedAlgorithmicMedia");
  expect(await brought(0)).not.toContain("AlgorithmicMedia");
});
