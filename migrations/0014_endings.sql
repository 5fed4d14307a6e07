-- What is counted for a person on a day, UTC. A number that may not rise further is written as NULL, which is refused.
CREATE TABLE day_counts (
  day TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES users (id),
  -- How often Replicate was to be asked for a picture, whatever came of it.
  predictions INTEGER NOT NULL DEFAULT 0,
  -- How many the safety filter refused, with the credit back or without.
  refusals INTEGER NOT NULL DEFAULT 0,
  -- How many were stopped at their visitor's wish while they were being made, with the credit back.
  cancels INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (day, user_id)
) STRICT;

CREATE TABLE site_day_counts (
  day TEXT NOT NULL PRIMARY KEY,
  predictions INTEGER NOT NULL
) STRICT;

-- Why the credit of one that came to nothing was kept. NULL: it was given back, or there is a picture.
ALTER TABLE settlements ADD COLUMN kept TEXT CHECK (kept IN ('refused', 'canceled'));

CREATE INDEX settlements_kept ON settlements (settled_at) WHERE kept IS NOT NULL;

-- Whether Replicate has begun to compute: from then on it bills what is stopped.
ALTER TABLE generation_history ADD COLUMN has_started INTEGER NOT NULL DEFAULT 0 CHECK (has_started IN (0, 1));

-- What the visitor was told that canceling does: free while it waits, the credit back as one of the day's, or the credit kept.
ALTER TABLE generation_history ADD COLUMN cancel_terms TEXT CHECK (cancel_terms IN ('free', 'counted', 'kept'));

-- How many of its attempts are counted in day_counts: one that Replicate put off is not counted again.
ALTER TABLE generation_history ADD COLUMN counted_attempts INTEGER NOT NULL DEFAULT 1;
