-- Links with which people may join where not everybody may. A link holds the id, this table only its hash.
CREATE TABLE invites (
  id_hash TEXT NOT NULL PRIMARY KEY,
  uses INTEGER NOT NULL CHECK (uses > 0),
  used INTEGER NOT NULL DEFAULT 0 CHECK (used BETWEEN 0 AND uses),
  expires_at TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

-- Who joined by which of them. An invite that may not be used is written as NULL, which is refused.
CREATE TABLE invited (
  user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  invite_hash TEXT NOT NULL REFERENCES invites (id_hash),
  joined_at TEXT NOT NULL
) STRICT;

CREATE INDEX invited_by_invite ON invited (invite_hash);
