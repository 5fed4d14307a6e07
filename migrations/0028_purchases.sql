-- SQLite cannot widen a CHECK: the ledger is written anew, in the order in which it stood. New kinds: what a refund of money
-- or a dispute takes back, what is given back of that, and the last line of an account that is closed.
CREATE TABLE credit_entries_of_all_kinds (
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id),
  generation_id TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('welcome', 'generation', 'refund', 'grant', 'purchase', 'reversal', 'reinstated', 'closing')),
  amount INTEGER NOT NULL CHECK (amount <> 0),
  balance_after INTEGER NOT NULL CHECK (balance_after >= 0),
  -- Whatever may be credited or taken once only brings a reference: the welcome of a user, a purchase, a reversal.
  reference TEXT UNIQUE,
  created_at TEXT NOT NULL,
  CONSTRAINT one_entry_of_a_kind UNIQUE (generation_id, kind)
) STRICT;

INSERT INTO credit_entries_of_all_kinds
SELECT id, user_id, generation_id, kind, amount, balance_after, reference, created_at FROM credit_entries ORDER BY rowid;

DROP TABLE credit_entries;
ALTER TABLE credit_entries_of_all_kinds RENAME TO credit_entries;

CREATE INDEX credit_entries_by_user ON credit_entries (user_id, created_at DESC, id DESC);
CREATE INDEX credit_entries_by_generation ON credit_entries (generation_id) WHERE generation_id IS NOT NULL;
-- What a person was given, bought and lost: a few entries, however many pictures they made.
CREATE INDEX credit_entries_of_money ON credit_entries (user_id, kind) WHERE kind NOT IN ('generation', 'refund');

CREATE TABLE purchases (
  -- The id that the form carried: "Buy" pressed twice is one purchase. It is Stripe's idempotency key, too.
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id),
  pack TEXT NOT NULL,
  credits INTEGER NOT NULL CHECK (credits > 0),
  -- Before tax, in the smallest unit of the currency, and in millionths of a US dollar as the pack costs in dollars.
  currency TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  micro_usd INTEGER NOT NULL CHECK (micro_usd > 0),
  -- Whether it is real money, and whether Stripe is the seller.
  is_live INTEGER NOT NULL CHECK (is_live IN (0, 1)),
  is_managed INTEGER NOT NULL CHECK (is_managed IN (0, 1)),
  -- What Stripe is told is the same each time: in which language, and to which origin the buyer comes back.
  language TEXT NOT NULL,
  origin TEXT NOT NULL,
  -- Whether an order for a picture waits for the credits.
  order_waits INTEGER NOT NULL CHECK (order_waits IN (0, 1)),
  -- Refused: paid, but not as ordered. No credits came, and an operator has to look at it.
  state TEXT NOT NULL CHECK (state IN ('open', 'paid', 'ended', 'refused')),
  problem TEXT,
  session_id TEXT UNIQUE,
  -- What was paid, and the tax in it, as Stripe computed it.
  total INTEGER,
  tax INTEGER,
  -- The receipt's.
  number INTEGER UNIQUE,
  paid_at TEXT,
  -- How often the sweep asked Stripe, and when it asks next.
  looks INTEGER NOT NULL DEFAULT 0,
  look_at TEXT,
  created_at TEXT NOT NULL,
  CONSTRAINT paid_has_a_receipt CHECK (state <> 'paid' OR (number IS NOT NULL AND paid_at IS NOT NULL AND total IS NOT NULL AND tax IS NOT NULL)),
  CONSTRAINT refused_says_why CHECK (state <> 'refused' OR problem IS NOT NULL)
) STRICT;

CREATE INDEX purchases_by_user ON purchases (user_id, created_at DESC, id DESC);
CREATE INDEX purchases_due ON purchases (look_at) WHERE look_at IS NOT NULL;
CREATE INDEX purchases_with_problems ON purchases (created_at) WHERE problem IS NOT NULL;
CREATE INDEX purchases_by_payment ON purchases (paid_at) WHERE paid_at IS NOT NULL;

-- Refunds and disputes, by Stripe's own ids: the second time is refused by the primary key. What was asked and is not taken
-- is owed: the credits were spent already, and the next purchase settles it first.
CREATE TABLE reversals (
  id TEXT NOT NULL PRIMARY KEY,
  purchase_id TEXT NOT NULL REFERENCES purchases (id),
  user_id TEXT NOT NULL REFERENCES users (id),
  kind TEXT NOT NULL CHECK (kind IN ('refund', 'dispute')),
  -- Money, in the smallest unit of the purchase's currency.
  amount INTEGER NOT NULL CHECK (amount >= 0),
  asked INTEGER NOT NULL CHECK (asked >= 0),
  taken INTEGER NOT NULL CHECK (taken BETWEEN 0 AND asked),
  -- Since then it counts no more: the refund failed, or the dispute was won.
  reinstated_at TEXT,
  created_at TEXT NOT NULL
) STRICT;

CREATE INDEX reversals_by_purchase ON reversals (purchase_id);
CREATE INDEX reversals_by_user ON reversals (user_id);
CREATE INDEX reversals_owed ON reversals (user_id) WHERE taken < asked AND reinstated_at IS NULL;

-- What the demo's stand-in for Stripe remembers: sessions, refunds, disputes, keys, and events that are still to be sent.
CREATE TABLE demo_stripe (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  due_at TEXT,
  created_at TEXT NOT NULL
) STRICT;

CREATE INDEX demo_stripe_due ON demo_stripe (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX demo_stripe_by_age ON demo_stripe (created_at);

-- The purchase that a mail is about.
ALTER TABLE mails ADD COLUMN purchase_id TEXT REFERENCES purchases (id);

-- What pictures cost and brought, by the day (UTC) on which they were ordered and the model. Written by the sweep from rows
-- that have ended, each once. Dollars are millionths.
CREATE TABLE model_days (
  day TEXT NOT NULL,
  model TEXT NOT NULL,
  pictures INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  cancels INTEGER NOT NULL,
  -- Paid and not given back; of those, such as were given and not bought.
  credits INTEGER NOT NULL,
  free_credits INTEGER NOT NULL,
  -- What the bought ones among them were bought for.
  income_micro_usd INTEGER NOT NULL,
  -- All that Replicate bills; of it, what failures, cancels and free credits cost.
  cost_micro_usd INTEGER NOT NULL,
  failed_micro_usd INTEGER NOT NULL,
  canceled_micro_usd INTEGER NOT NULL,
  free_micro_usd INTEGER NOT NULL,
  PRIMARY KEY (day, model)
) STRICT, WITHOUT ROWID;
