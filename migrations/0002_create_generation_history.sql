-- The bytes of a picture live in R2 under its id.
CREATE TABLE images (
  id TEXT NOT NULL PRIMARY KEY,
  content_type TEXT NOT NULL CHECK (content_type IN ('image/png', 'image/webp', 'image/jpeg')),
  width INTEGER NOT NULL CHECK (width > 0),
  height INTEGER NOT NULL CHECK (height > 0),
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  average_color TEXT,
  created_at TEXT NOT NULL
) STRICT;

-- What visitors bring to be changed. The bytes live in R2 under its id.
CREATE TABLE inputs (
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id),
  content_type TEXT NOT NULL CHECK (content_type IN ('image/png', 'image/webp', 'image/jpeg')),
  width INTEGER NOT NULL CHECK (width > 0),
  height INTEGER NOT NULL CHECK (height > 0),
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  sha256 TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE generation_history (
  -- The id that the form carried: the same form sent twice meets this primary key.
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id),
  -- The place in every list, oldest first, and the row of the search index.
  position INTEGER NOT NULL UNIQUE,
  -- The first of those that were ordered together; NULL for one that was ordered alone.
  order_id TEXT,
  input_id TEXT REFERENCES inputs (id),
  favorite INTEGER NOT NULL DEFAULT 0 CHECK (favorite IN (0, 1)),
  prompt TEXT NOT NULL,
  model TEXT NOT NULL,
  -- JSON: what the model is given beside prompt and seed.
  input TEXT NOT NULL,
  input_hash TEXT NOT NULL,
  seed INTEGER NOT NULL,
  -- By the visitor: the same order again has the same seed.
  seed_is_fixed INTEGER NOT NULL DEFAULT 0 CHECK (seed_is_fixed IN (0, 1)),
  cost INTEGER NOT NULL CHECK (cost >= 0),
  status TEXT NOT NULL CHECK (status IN ('reserved', 'running', 'saving', 'succeeded', 'failed', 'canceled')),
  -- How often Replicate was asked for it.
  attempts INTEGER NOT NULL DEFAULT 0,
  -- Not before then. On one without a prediction: Replicate surely made none. NULL there: it may have.
  next_attempt_at TEXT,
  -- Until then nobody but the holder may act for this generation.
  lease_until TEXT,
  lease_holder TEXT,
  cancel_requested_at TEXT,
  prediction_id TEXT UNIQUE,
  image_id TEXT REFERENCES images (id),
  -- The generation whose picture this one was given, free.
  cached_from TEXT,
  error_code TEXT,
  -- JSON: milliseconds by step.
  timings TEXT,
  created_at TEXT NOT NULL,
  completed_at TEXT,
  CONSTRAINT succeeded_has_picture CHECK (status <> 'succeeded' OR image_id IS NOT NULL)
) STRICT;

CREATE INDEX generation_history_by_user ON generation_history (user_id, created_at DESC, id DESC);
CREATE INDEX generation_history_by_position ON generation_history (user_id, position DESC);
CREATE INDEX generation_history_by_order ON generation_history (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX generation_history_by_input_image ON generation_history (input_id) WHERE input_id IS NOT NULL;
CREATE INDEX generation_history_by_image ON generation_history (image_id) WHERE image_id IS NOT NULL;
CREATE INDEX generation_history_open ON generation_history (created_at) WHERE status IN ('reserved', 'running', 'saving');
CREATE INDEX generation_history_open_by_user ON generation_history (user_id) WHERE status IN ('reserved', 'running', 'saving');
CREATE INDEX generation_history_by_input ON generation_history (input_hash, completed_at) WHERE status = 'succeeded' AND cached_from IS NULL;

-- At most one for a generation, ever: whoever settles second is refused by the primary key.
CREATE TABLE settlements (
  generation_id TEXT NOT NULL PRIMARY KEY,
  outcome TEXT NOT NULL CHECK (outcome IN ('succeeded', 'failed', 'canceled')),
  settled_at TEXT NOT NULL
) STRICT;
