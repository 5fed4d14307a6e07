-- A picture that its owner shows to whoever has the link. Without its generation it is gone: deleting revokes.
CREATE TABLE shares (
  -- 128 random bits, kept plainly and not as a hash: its owner is shown the link again, and it opens one picture only.
  token TEXT NOT NULL PRIMARY KEY,
  generation_id TEXT NOT NULL UNIQUE REFERENCES generation_history (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL REFERENCES users (id),
  with_prompt INTEGER NOT NULL CHECK (with_prompt IN (0, 1)),
  -- Whether search engines may list it.
  indexable INTEGER NOT NULL CHECK (indexable IN (0, 1)),
  created_at TEXT NOT NULL
) STRICT;
