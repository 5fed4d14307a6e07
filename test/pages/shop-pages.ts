import { Db } from "../../app/platform/db.server";
import { Timings } from "../../app/platform/timings.server";
import { refundSession } from "../../app/stripe/demo/acts.server";
import type { App } from "../app";
import type { Visitor } from "../visitor";
import type { Add } from "./catalogue";

/** Presses "Buy", and returns the purchase's page and the one on which it is paid, where `how` was pressed. */
async function buy(buyer: Visitor, how?: string) {
  const id = crypto.randomUUID();
  await buyer.post("/purchases", { id, pack: "medium", currency: "cny" });
  const to = (await buyer.get(`/purchases/${id}/pay`)).headers.get("Refresh") ?? "";
  const pays = new URL(to.replace(/^.*url=/, "")).pathname;
  if (how) await buyer.post(pays, { do: how });
  const purchase = `/purchases/${id}`;
  await buyer.get(purchase);
  return { purchase, pays };
}

/** The pages of the demo's shop. The one that leads on is not among them, since nobody stays there. */
export async function addShopPages(add: Add, buyer: Visitor, app: App): Promise<void> {
  const [open, failed, paid] = [await buy(buyer), await buy(buyer, "fail"), await buy(buyer, "pay")];
  const db = new Db(await app.database(), new Timings());
  await refundSession(db, paid.pays.split("/").at(-1) ?? "", 1_000);
  await app.sweep();
  add("credits, an order kept", buyer, "/credits?order=kept");
  add("play money", buyer, open.pays);
  add("play money, over", buyer, failed.pays);
  add("purchase, not paid yet", buyer, open.purchase);
  add("purchase, failed", buyer, failed.purchase);
  add("receipt", buyer, paid.purchase);
}
