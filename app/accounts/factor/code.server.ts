import * as z from "zod";
import { says } from "~/http/forms.server";
import type { Mistake } from "~/http/mistakes";
import { RECOVERY_CODE_LENGTH } from "./limits";

/** What somebody typed as a code: one of the app's, or one of those for recovery. */
export type Code = { kind: "app" | "recovery"; code: string };

/** A field for a code, however it was spaced, and by whichever keyboard. */
export const code = z
  .string(says("code_empty"))
  .transform((typed) =>
    typed
      .normalize("NFKC")
      .replace(/[\s.-]/g, "")
      .toUpperCase(),
  )
  .refine((typed) => typed !== "", { ...says("code_empty"), abort: true })
  .transform((typed, context): Code => {
    if (/^\d{6}$/.test(typed)) return { kind: "app", code: typed };
    // Base32 has no 0 and no 8: somebody has read them for the letters.
    const letters = typed.replaceAll("0", "O").replaceAll("8", "B");
    if (letters.length === RECOVERY_CODE_LENGTH && /^[A-Z2-7]+$/.test(letters))
      return { kind: "recovery", code: letters };
    context.addIssue({ code: "custom", message: "code_malformed" satisfies Mistake });
    return z.NEVER;
  });
