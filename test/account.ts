import { randomUUID, scryptSync } from "node:crypto";

/** The password of everybody in the tests to whom another is not given. */
export const PASSWORD = "correct horse";

/** The least that scrypt takes, so that signing in costs next to nothing; each hash says its own cost. */
const COST = { N: 2, r: 1, p: 1 };

function cheapHash(password: string): string {
  const salt = Buffer.alloc(16);
  const key = scryptSync(password, salt, 32, COST);
  return ["scrypt", ...Object.values(COST), salt.toString("base64"), key.toString("base64")].join("$");
}

/** Puts an account into the database with its first credits, as joining does after a fifth of a second of hashing. */
export async function insertAccount(
  d1: D1Database,
  { email, credits, password }: { email: string; credits: number; password: string },
): Promise<void> {
  const [id, now] = [randomUUID(), new Date().toISOString()];
  const user =
    "INSERT INTO users (id, email, password_hash, credits, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)";
  const entry =
    "INSERT INTO credit_entries (id, user_id, kind, amount, balance_after, reference, created_at) VALUES (?, ?, 'welcome', ?, ?, ?, ?)";
  await d1.batch([
    d1.prepare(user).bind(id, email, cheapHash(password), credits, now, now),
    ...(credits > 0
      ? [d1.prepare(entry).bind(randomUUID(), id, credits, credits, `welcome:${id}`, now)]
      : []),
  ]);
}
