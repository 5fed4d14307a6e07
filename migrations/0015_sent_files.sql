-- The pictures that lie at Replicate for a generation, noted before it is asked for anything: a lost prediction is known
-- by them, and they are removed when the generation is settled. Nothing refers to the generation: a row outlives one that
-- its visitor deletes, until the file is gone.
CREATE TABLE sent_files (
  generation_id TEXT NOT NULL,
  -- Among the pictures of the order, from 0.
  place INTEGER NOT NULL CHECK (place >= 0),
  -- A file is used for one generation alone.
  file_id TEXT NOT NULL UNIQUE,
  url TEXT NOT NULL,
  -- How often its removal was tried in vain, and before when it is not tried again; NULL: at once.
  removals INTEGER NOT NULL DEFAULT 0,
  remove_after TEXT,
  created_at TEXT NOT NULL,
  PRIMARY KEY (generation_id, place)
) STRICT;
