import * as z from "zod";

/** A setting that may be left out; an empty value, as in the example of `.dev.vars`, means the same. */
export const optional = <Kind extends z.ZodType>(kind: Kind) =>
  z.preprocess((value) => (value === "" ? undefined : value), kind);
