import type { User } from "~/accounts/user";
import { giveMore } from "~/credits/more.server";
import { advance } from "~/generations/advance.server";
import { cancelGeneration } from "~/generations/endings/cancel.server";
import { CANCEL_TERMS } from "~/generations/endings/cancel-terms.server";
import type { Order } from "~/generations/order/order.server";
import { pictureId } from "~/generations/order/order-columns.server";
import { startGeneration } from "~/generations/start.server";
import { receiveWebhook } from "~/generations/webhook.server";
import { allCollections } from "~/history/collections/list.server";
import { collect, uncollect } from "~/history/collections/members.server";
import { deleteGenerations } from "~/history/deleted/delete.server";
import { deletedPage } from "~/history/deleted/list.server";
import { putBack } from "~/history/deleted/put-back.server";
import { removeForGood } from "~/history/deleted/remove.server";
import { setFavorite } from "~/history/favorite.server";
import { sweep } from "~/operations/sweep.server";
import { takePictures } from "~/pictures/brought/bring.server";
import { revoke, share } from "~/shares/share.server";
import { addressesIn } from "../pretend-files";
import { PNG, type PretendPrediction, WEBP } from "../pretend-replicate";
import { signed } from "../signed";
import { anOrder, times, type World } from "../world";
import type { Dice } from "./dice";
import { type Buyer, buy, comeBack, hearOfMoney, moveMoneyBack, pay } from "./money";

export const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/** A visitor with all that they have in hand: forms filled in, which of them were sent, and pictures brought. */
export type Visit = Buyer & {
  user: User;
  dice: Dice;
  forms: Order[];
  sent: Set<Order>;
  broughtIds: string[];
  /** Whether most of what they do is to buy, and to have their money back. */
  isShopper: boolean;
};

/** Something that somebody does. It throws the dice before it waits, so that a seed gives the same walk again. */
type Act = (isolate: World, visit: Visit) => Promise<unknown>;

/** Does one of the acts; one that is listed twice is done twice as often. */
export function act(isolate: World, visit: Visit): Promise<unknown> {
  return visit.dice.of(visit.isShopper ? ACTS_OF_SHOPPERS : ACTS)(isolate, visit);
}

const ACTS_OF_SHOPPERS: Act[] = [
  ...[order, sweepOnce, buy, pay, pay, pay, comeBack, hearOfMoney],
  ...[moveMoneyBack, moveMoneyBack, moveMoneyBack, moveMoneyBack],
];

const ACTS: Act[] = [
  order,
  order,
  order,
  order,
  orderAnEdit,
  orderAnEdit,
  orderWithoutSeed,
  look,
  cancel,
  hearNews,
  hearLateNews,
  remove,
  remove,
  undo,
  undo,
  removeSome,
  favor,
  gather,
  shareOrRevoke,
  shareOrRevoke,
  sweepOnce,
  sweepOnce,
  askForMore,
  buy,
  buy,
  pay,
  pay,
  comeBack,
  hearOfMoney,
  hearOfMoney,
  moveMoneyBack,
  moveMoneyBack,
];

/** Sends one of the visitor's forms; its id stays the same, so one that was sent before is sent again. */
async function order(isolate: World, { user, dice, forms, sent }: Visit) {
  const form = dice.of(forms);
  sent.add(form);
  return startGeneration(isolate, user, form);
}

/** Sends a new form that changes one or two pictures: brought now, brought before, or made before. */
async function orderAnEdit(isolate: World, visit: Visit) {
  const { user, dice, forms, sent, broughtIds } = visit;
  const form = new FormData();
  const model = dice.of(["kontext", "flux2", "crisp"]);
  const known = dice.below(4);
  if (known === 0 && broughtIds.length > 0) form.append("input", dice.of(broughtIds));
  else if (known === 1) form.append("source", anId(visit));
  else form.append("picture", new File([PNG], "mine.png"));
  if (model === "flux2" && dice.chance(0.3)) form.append("picture", new File([WEBP], "other.webp"));
  const fields = { model, prompt: `make it ${forms.length}`, count: dice.of(["1", "1", "2"]) };

  const { inputs } = await takePictures(isolate, user, form);
  if (inputs.length === 0) return;
  broughtIds.push(...inputs.map(({ id }) => id));
  const filledIn = anOrder(fields, inputs);
  forms.push(filledIn);
  sent.add(filledIn);
  return startGeneration(isolate, user, filledIn);
}

/** Sends a new form for a picture of whose prediction nothing but the words would tell that it is this one's. */
async function orderWithoutSeed(isolate: World, { user, forms, sent }: Visit) {
  const filledIn = anOrder({ model: "nanobanana", prompt: `a ship ${forms.length}` });
  forms.push(filledIn);
  sent.add(filledIn);
  return startGeneration(isolate, user, filledIn);
}

async function look(isolate: World, visit: Visit) {
  const row = await isolate.db
    .selectFrom("generation_history")
    .selectAll()
    .where("id", "=", anId(visit))
    .executeTakeFirst();
  return row && advance(isolate, row);
}

async function cancel(isolate: World, visit: Visit) {
  const terms = visit.dice.of(CANCEL_TERMS);
  return visit.dice.chance(0.5) && cancelGeneration(isolate, visit.user, anId(visit), terms);
}

async function hearNews(isolate: World, visit: Visit) {
  const id = visit.dice.of([...isolate.pretend.predictions.keys(), "nobody's"]);
  return receiveWebhook(isolate, anId(visit), signed(SECRET, JSON.stringify({ id })));
}

async function hearLateNews(isolate: World, { dice }: Visit) {
  const { made } = isolate.pretend;
  return made.length > 0 && newsOf(isolate, dice.of(made));
}

/** News of a prediction, told to the generation that it was made for. */
export async function newsOf(isolate: World, { id, input }: PretendPrediction) {
  const rows = isolate.db.selectFrom("generation_history").select("generation_history.id");
  const [file] = addressesIn(input);
  const row = await (file
    ? rows.innerJoin("sent_files", "generation_id", "generation_history.id").where("url", "=", file)
    : input.seed === undefined
      ? rows.where("prompt", "=", input.prompt ?? "")
      : rows.where("seed", "=", input.seed)
  ).executeTakeFirst();
  return row && receiveWebhook(isolate, row.id, signed(SECRET, JSON.stringify({ id })));
}

async function remove(isolate: World, visit: Visit) {
  return deleteGenerations(isolate, visit.user, ticked(visit));
}

/** Puts some back: those that are ticked, or what was deleted at the same moment as the last one. */
async function undo(isolate: World, visit: Visit) {
  const ids = ticked(visit);
  if (visit.dice.chance(0.5)) return putBack(isolate, visit.user, { ids });
  const { cards } = await deletedPage(isolate, visit.user, null);
  return cards[0] && putBack(isolate, visit.user, { at: cards[0].deleted_at });
}

async function removeSome(isolate: World, visit: Visit) {
  const ids = ticked(visit);
  return removeForGood(isolate, visit.user, visit.dice.chance(0.2) ? "all" : ids);
}

async function favor(isolate: World, visit: Visit) {
  return setFavorite(isolate, visit.user, ticked(visit), visit.dice.chance(0.7));
}

/** Puts pictures into one of two collections, or takes them out again. */
async function gather(isolate: World, visit: Visit) {
  const { user, dice } = visit;
  const name = dice.of(["Castles", "Ships"]);
  const [isLeaving, chosen] = [dice.chance(0.3), ticked(visit)];
  if (!isLeaving) return collect(isolate, user, chosen, { name });
  const collection = (await allCollections(isolate, user)).find((one) => one.name === name);
  return collection && uncollect(isolate, user, chosen, collection.id);
}

async function shareOrRevoke(isolate: World, visit: Visit) {
  const { user, dice } = visit;
  if (dice.chance(0.2)) return revoke(isolate, user, anId(visit));
  return share(isolate, user, anId(visit), { withPrompt: dice.chance(0.5), indexable: dice.chance(0.5) });
}

/** Sends one of two forms, each of which gives once. */
async function askForMore(isolate: World, { user, dice }: Visit) {
  return giveMore(isolate, user.id, dice.of(["a", "b"]));
}

async function sweepOnce(isolate: World) {
  return sweep(isolate);
}

/** The ids that the visitor ticks: one, or some of all and one that is nobody's. */
function ticked(visit: Visit): string[] {
  const { dice, sent } = visit;
  if (dice.chance(0.5)) return [anId(visit)];
  return [...idsOf(sent).filter(() => dice.chance(0.6)), "nobody's"];
}

/** The id of a picture that was ordered, whatever came of it; before the first order, of one that could be. */
function anId({ dice, sent, forms }: Visit): string {
  return dice.of(idsOf(sent.size > 0 ? sent : forms));
}

/** The ids of all pictures that these forms order. */
export function idsOf(forms: Iterable<Order>): string[] {
  return [...forms].flatMap((form) => times(form.count, (index) => pictureId(form, index)));
}
