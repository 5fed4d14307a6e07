import * as z from "zod";
import { LONGEST_REASON, MOST_CREDITS_AN_ACT } from "~/accounts/role/limits";
import { type Parsed, parse, says } from "~/http/forms.server";
import { lengthOf, trimmed } from "~/platform/text/text.server";

const reason = z
  .string(says("reason_empty"))
  .transform(trimmed)
  .refine((text) => text !== "", says("reason_empty"))
  .refine((text) => lengthOf(text) <= LONGEST_REASON, says("reason_too_long"));

const credits = z
  .string(says("credits_not_whole"))
  .regex(/^[0-9]{1,9}$/, says("credits_not_whole"))
  .transform(Number)
  .refine((count) => count >= 1 && count <= MOST_CREDITS_AN_ACT, says("credits_not_whole"));

/** Each form brings an id: one that is sent twice is one act. */
const id = z.uuid();

const Money = z.object({ act: z.enum(["give", "take"]), id, credits, reason });
const Keeping = z.object({ act: z.enum(["block", "unblock"]), id, why: reason });
const Plain = z.object({
  act: z.enum(["end_sessions", "send_reset", "make_operator", "unmake_operator"]),
  id,
});

export type PersonAct = z.output<typeof Money> | z.output<typeof Keeping> | z.output<typeof Plain>;

/** What an operator wants done to a person: each act has its own form. */
export function readPersonAct(form: FormData): Parsed<PersonAct> {
  const act = form.get("act");
  if (act === "give" || act === "take") return parse(Money, form);
  if (act === "block" || act === "unblock") return parse(Keeping, form);
  return parse(Plain, form);
}
