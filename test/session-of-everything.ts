import { authenticator } from "~/accounts/authenticator.server";
import { askForReset } from "~/accounts/recovery/reset.server";
import { closeSession, openSession, readSession } from "~/accounts/sessions.server";
import { allowancesOf } from "~/credits/allowances.server";
import { giveMore } from "~/credits/more.server";
import { ledgerPage } from "~/credits/statement.server";
import { cancelGeneration } from "~/generations/endings/cancel.server";
import { startGeneration } from "~/generations/start.server";
import { collectionsPage } from "~/history/collections/list.server";
import { collect } from "~/history/collections/members.server";
import { makeCollection } from "~/history/collections/new-collection.server";
import { deleteGenerations } from "~/history/deleted/delete.server";
import { deletedPage } from "~/history/deleted/list.server";
import { putBack } from "~/history/deleted/put-back.server";
import { removeForGood } from "~/history/deleted/remove.server";
import { setFavorite } from "~/history/favorite.server";
import { historyPage } from "~/history/list.server";
import { filmAlone } from "~/history/room/around.server";
import { sweep } from "~/operations/sweep.server";
import { revoke, share, shareOf } from "~/shares/share.server";
import { sharedPicture } from "~/shares/shared-picture.server";
import { anInput, anOrder, type World } from "./world";

/** One person does all that people do: joins, orders, looks, keeps, shares, deletes and leaves; and the sweep runs once. */
export async function sessionOfEverything(using: World): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries({
    email: "before@example.com",
    password: "correct horse battery",
  }))
    form.set(name, value);
  const joining = new Request("http://localhost/", { method: "POST" });
  const known = await authenticator(using, form).authenticate("join", joining);
  if (!known.ok) throw new Error("nobody joined");
  const cookie = await openSession(using, joining, known.userId, known.also);
  const request = new Request("http://localhost/", { headers: { Cookie: cookie.split(";")[0] ?? "" } });
  const user = await readSession(using, request);
  if (!user) throw new Error("nobody is signed in");
  await giveMore(using, user.id, "0190a8a0-0000-7000-8000-0000000000aa");

  const orders = ["A castle at dawn", "一只黑猫", "To be deleted"].map((prompt) => anOrder({ prompt }));
  for (const order of orders) await startGeneration(using, user, order);
  const [castle = "", cat = "", deleted = ""] = orders.map(({ id }) => id);
  using.pretend.onCreate = (prediction) => answered({ ...prediction, status: "failed", error: "broken" });
  await startGeneration(using, user, anOrder({ prompt: "Fails" }));
  using.pretend.onCreate = (prediction) => answered({ ...prediction, status: "starting", output: null });
  const slow = anOrder({ prompt: "Cancelled" });
  await startGeneration(using, user, slow);
  await cancelGeneration(using, user, slow.id, "counted");
  const brought = await anInput(using, user);
  await startGeneration(using, user, anOrder({ prompt: "Changed", model: "kontext" }, brought));
  await using.afterwards();

  await historyPage(using, user);
  await filmAlone(using, user);
  await setFavorite(using, user, [castle], true);
  await share(using, user, castle, { withPrompt: true, indexable: false });
  await sharedPicture(using, (await shareOf(using, user, castle))?.token ?? "");
  await makeCollection(using, user, "Castles");
  await collect(using, user, [castle, cat], { name: "Castles" });
  await collectionsPage(using, user, 1);
  await deleteGenerations(using, user, [deleted, cat]);
  await deletedPage(using, user, null);
  await putBack(using, user, { ids: [cat] });
  await removeForGood(using, user, [deleted]);
  await ledgerPage(using, user.id, null);
  await allowancesOf(using, user.id);
  await askForReset(using, { spellings: ["before@example.com"], language: "en" });
  await sweep(using, async () => {});
  await revoke(using, user, castle);
  await closeSession(using, request);
}

const answered = (prediction: object) => Response.json(prediction, { status: 201 });
