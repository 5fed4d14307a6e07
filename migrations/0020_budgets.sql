-- What may be done so often in so long, by somebody or from somewhere. A key is a hash of what and of whom; without the
-- secret it says nothing. No row: nothing was done for as long as matters.
CREATE TABLE budgets (
  key TEXT NOT NULL PRIMARY KEY,
  -- Milliseconds since 1970 at which everything is forgotten; each turn puts it off by as long as a turn takes to come back.
  spent_until_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX budgets_by_end ON budgets (spent_until_ms);

-- Free credits, once for a mailbox, ever: the row outlives its account. Its key is a hash of the mailbox behind the address.
CREATE TABLE welcomes (
  mailbox_key TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL UNIQUE,
  amount INTEGER NOT NULL CHECK (amount > 0),
  -- The day, UTC, and a hash of where in the network they were asked for; NULL where that is not known.
  day TEXT NOT NULL,
  network_key TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX welcomes_by_day ON welcomes (day, network_key);
