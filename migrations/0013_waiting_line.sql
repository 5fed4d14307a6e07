-- How fast Replicate takes creates, learned from its refusals; no row: it never refused one for being too many. Times are
-- milliseconds since 1970, since they are reckoned with.
CREATE TABLE replicate_pace (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  -- Between two creates, as it was last told or guessed.
  every_ms INTEGER NOT NULL CHECK (every_ms > 0),
  -- The next create leaves no sooner.
  next_ms INTEGER NOT NULL,
  -- Until then Replicate said that it would refuse; what it taught is forgotten bit by bit from then on.
  refused_until_ms INTEGER NOT NULL,
  -- The last turn: whose it was, and the lease under which it was taken.
  taken_for TEXT,
  taken_by TEXT
) STRICT;

-- When a person last had a turn: who had theirs longest ago is next.
CREATE TABLE replicate_turns (
  user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  taken_at TEXT NOT NULL
) STRICT;

-- How many attempts of a minute, UTC, failed for a reason of Replicate's own.
CREATE TABLE replicate_failures (
  minute TEXT NOT NULL PRIMARY KEY,
  failures INTEGER NOT NULL
) STRICT;

-- The waiting line: surely not made, and to be made.
CREATE INDEX generation_history_in_line ON generation_history (user_id, created_at, position)
WHERE status = 'reserved' AND prediction_id IS NULL AND next_attempt_at IS NOT NULL;
