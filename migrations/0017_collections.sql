-- Pictures that a person gathers under a name. A picture may be in any number of them, or in none.
CREATE TABLE collections (
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  -- The generation whose picture stands for it. It may have left, or be gone: then the newest does.
  cover_id TEXT,
  -- How many are in it, without deleted ones. Whatever adds, removes, deletes or puts back keeps it.
  pictures INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  -- When it was last given a picture or a name: lists begin with the latest.
  updated_at TEXT NOT NULL,
  -- The form that makes one, sent twice, makes it once.
  UNIQUE (user_id, name)
) STRICT;

CREATE INDEX collections_by_use ON collections (user_id, updated_at DESC);

CREATE TABLE collection_members (
  collection_id TEXT NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
  position INTEGER NOT NULL REFERENCES generation_history (position) ON DELETE CASCADE,
  -- Whose both are.
  user_id TEXT NOT NULL REFERENCES users (id),
  -- Names the picture in a shared collection's addresses, at random: an id or a position would tell more.
  picture_key TEXT NOT NULL,
  PRIMARY KEY (collection_id, position),
  UNIQUE (collection_id, picture_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX collection_members_by_position ON collection_members (position);

-- A collection that its owner shows to whoever has the link.
CREATE TABLE collection_shares (
  token TEXT NOT NULL PRIMARY KEY,
  collection_id TEXT NOT NULL UNIQUE REFERENCES collections (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL REFERENCES users (id),
  with_prompts INTEGER NOT NULL CHECK (with_prompts IN (0, 1)),
  -- Whether search engines may list it.
  indexable INTEGER NOT NULL CHECK (indexable IN (0, 1)),
  created_at TEXT NOT NULL
) STRICT;
