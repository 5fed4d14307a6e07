-- Append-only. users.credits is the sum of a user's entries. No reference to generation_history: the ledger outlives what it paid for.
CREATE TABLE credit_entries (
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id),
  generation_id TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('welcome', 'generation', 'refund', 'grant', 'purchase')),
  amount INTEGER NOT NULL CHECK (amount <> 0),
  balance_after INTEGER NOT NULL CHECK (balance_after >= 0),
  -- Whatever may be credited once only brings a reference: the welcome of a user, a payment's id.
  reference TEXT UNIQUE,
  created_at TEXT NOT NULL,
  CONSTRAINT one_entry_of_a_kind UNIQUE (generation_id, kind)
) STRICT;

CREATE INDEX credit_entries_by_user ON credit_entries (user_id, created_at DESC, id DESC);
