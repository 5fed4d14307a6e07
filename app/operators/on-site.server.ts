import * as z from "zod";
import type { User } from "~/accounts/user";
import { type Parsed, parse, says } from "~/http/forms.server";
import { lengthOf, trimmed } from "~/platform/text/text.server";
import type { Services } from "~/services.server";
import { LONGEST_LINE } from "~/site/limits";
import { writeLine, writeOrders } from "~/site/notices.server";
import { type Acted, perform } from "./acts.server";

const line = z
  .string()
  .transform(trimmed)
  .refine((text) => lengthOf(text) <= LONGEST_LINE, says("line_too_long"));

const Line = z.object({ act: z.literal("say_line"), id: z.uuid(), line_en: line, line_zh: line });
const Orders = z.object({
  act: z.enum(["close_orders", "open_orders"]),
  id: z.uuid(),
  closed_en: line,
  closed_zh: line,
});

export type SiteAct = z.output<typeof Line> | z.output<typeof Orders>;

/** What an operator wants said on all pages, or whether orders are taken. */
export function readSiteAct(form: FormData): Parsed<SiteAct> {
  return form.get("act") === "say_line" ? parse(Line, form) : parse(Orders, form);
}

/** Changes what is said, or whether orders are taken; what runs goes on either way. The act notes the words. */
export async function doToSite(using: Services, operator: User, asked: SiteAct): Promise<Acted> {
  const { id, act } = asked;
  if (asked.act === "say_line") {
    const said = { en: asked.line_en, "zh-Hans": asked.line_zh };
    return perform(using, operator, { id, act, reason: wordsOf(said) }, [writeLine(using, said)]);
  }
  const closed = { en: asked.closed_en, "zh-Hans": asked.closed_zh };
  const isClosed = asked.act === "close_orders";
  return perform(using, operator, { id, act, reason: isClosed ? wordsOf(closed) : "" }, [
    writeOrders(using, { isClosed, closed }),
  ]);
}

const wordsOf = (texts: Record<string, string>) => Object.values(texts).filter(Boolean).join(" / ");
