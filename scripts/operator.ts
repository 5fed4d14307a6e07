import { parseArgs } from "node:util";
import { canonicalAddress } from "../app/accounts/email-address.server";
import { timestamp } from "../app/platform/clock.server";
import { executeOn } from "./d1";

/**
 * `npm run operator -- --email you@example.com` makes whoever has joined with that address an operator, in the local database
 * or, with `--remote`, in the deployed one; `--unmake` takes it back. Where no mail can be sent nobody can prove an address,
 * so that `OPERATORS` alone makes nobody one: whoever may run commands is asked here.
 */
const { values } = parseArgs({
  options: {
    email: { type: "string" },
    unmake: { type: "boolean", default: false },
    remote: { type: "boolean", default: false },
    "persist-to": { type: "string" },
  },
});

const email = canonicalAddress(values.email ?? "");
if (email === null) {
  console.error(`--email ${values.email ?? ""} is not an e-mail address.`);
  process.exit(1);
}
const person = `(SELECT id FROM users WHERE email = '${email.replaceAll("'", "''")}')`;
const [{ results } = { results: [] }] = await executeOn<{ user_id: string }>(
  values,
  "--command",
  values.unmake
    ? `DELETE FROM operators WHERE user_id = ${person} RETURNING user_id`
    : `INSERT INTO operators (user_id, made_at) SELECT id, '${timestamp()}' FROM users WHERE id = ${person}
       ON CONFLICT (user_id) DO UPDATE SET made_at = made_at RETURNING user_id`,
);
if (results.length === 0) {
  console.error(values.unmake ? `${email} is no operator by command.` : `Nobody has joined with ${email}.`);
  process.exit(1);
}
console.log(values.unmake ? `${email} is no operator any more.` : `${email} is an operator: see /operator.`);
