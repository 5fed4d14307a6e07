-- Who deleted for good all that they had deleted, and when: what was deleted until then nobody can put back, and the sweep
-- removes it. One row stands for however many pictures, and goes with the last of them.
CREATE TABLE emptied (
  user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  emptied_at TEXT NOT NULL
) STRICT;
