import type { App } from "../app";
import type { Visitor } from "../visitor";
import type { Add, Extras } from "./catalogue";

/** Makes the window as high as the list of packs is, so that a phone's bar lies over none of its buttons. */
export const tall: Extras = {
  act: (page) => page.setViewportSize({ width: page.viewportSize()?.width ?? 0, height: 3000 }),
};

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
  const d1 = await app.database();
  await d1
    .prepare(
      `INSERT INTO reversals (id, purchase_id, user_id, kind, amount, asked, taken, created_at)
       SELECT 're_x', id, user_id, 'refund', 1000, 50, 50, paid_at FROM purchases WHERE id = ?`,
    )
    .bind(paid.purchase.split("/").at(-1))
    .run();
  add("credits, an order kept", buyer, "/credits?order=kept", tall);
  add("play money", buyer, open.pays);
  add("play money, over", buyer, failed.pays);
  add("purchase, not paid yet", buyer, open.purchase);
  add("purchase, failed", buyer, failed.purchase);
  add("receipt", buyer, paid.purchase);
}
