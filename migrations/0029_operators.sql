-- Who runs the site, beside those whom the setting OPERATORS names. NULL: made so by `npm run operator`.
CREATE TABLE operators (
  user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  made_by TEXT REFERENCES users (id),
  made_at TEXT NOT NULL
) STRICT;

-- Who is not let in any more, and whose links show nothing meanwhile. Why, the acts say.
CREATE TABLE blocks (
  user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  blocked_at TEXT NOT NULL
) STRICT;

-- When the person of a session last showed who they are, beyond having it: a browser may have been left open.
ALTER TABLE sessions ADD COLUMN confirmed_at TEXT;

-- What operators did, each written in the batch of what it did. The id comes from the form: one that is sent twice is one act.
CREATE TABLE operator_acts (
  id TEXT NOT NULL PRIMARY KEY,
  operator_id TEXT NOT NULL REFERENCES users (id),
  act TEXT NOT NULL CHECK (act IN ('give', 'take', 'block', 'unblock', 'end_sessions', 'send_reset', 'make_operator', 'unmake_operator', 'look_again', 'take_down', 'answer_report', 'close_orders', 'open_orders', 'say_line')),
  user_id TEXT REFERENCES users (id),
  generation_id TEXT,
  -- Credits that were given or taken.
  amount INTEGER CHECK (amount > 0),
  reason TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE INDEX operator_acts_by_time ON operator_acts (created_at DESC, id DESC);
CREATE INDEX operator_acts_by_user ON operator_acts (user_id, created_at DESC, id DESC) WHERE user_id IS NOT NULL;

CREATE TRIGGER operator_acts_are_not_changed BEFORE UPDATE ON operator_acts
BEGIN
  SELECT RAISE(ABORT, 'operator_acts is append-only');
END;

CREATE TRIGGER operator_acts_are_not_removed BEFORE DELETE ON operator_acts
BEGIN
  SELECT RAISE(ABORT, 'operator_acts is append-only');
END;

-- What the operator says on all pages, and whether orders are taken; read with the session. One row, or none.
CREATE TABLE site_notices (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  -- Empty: nothing is said.
  line_en TEXT NOT NULL DEFAULT '',
  line_zh TEXT NOT NULL DEFAULT '',
  orders_closed INTEGER NOT NULL DEFAULT 0 CHECK (orders_closed IN (0, 1)),
  closed_en TEXT NOT NULL DEFAULT '',
  closed_zh TEXT NOT NULL DEFAULT '',
  updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX users_by_time ON users (created_at DESC, id DESC);

-- What the ledger says of each person, in sums that lists are ordered by: the sweep adds what came since it last did.
CREATE TABLE person_totals (
  user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  -- Pictures that were paid for and not given back.
  pictures INTEGER NOT NULL,
  -- Credits that went into them.
  spent INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX person_totals_by_pictures ON person_totals (pictures DESC, user_id DESC);
CREATE INDEX person_totals_by_spent ON person_totals (spent DESC, user_id DESC);

INSERT INTO person_totals (user_id, pictures, spent)
SELECT user_id, sum((kind = 'generation') - (kind = 'refund')), -sum(amount)
FROM credit_entries WHERE kind IN ('generation', 'refund') GROUP BY user_id;

INSERT INTO sweep_positions (name, position, updated_at)
SELECT 'totals', coalesce(max(rowid), 0), '' FROM credit_entries;

-- Mails that were given up; without their text, which nothing keeps.
CREATE TABLE mails_given_up (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  given_up_at TEXT NOT NULL
) STRICT;

CREATE INDEX mails_given_up_by_time ON mails_given_up (given_up_at DESC);
