-- What somebody typed before signing in, to be found in the form afterwards: the last of each person's.
CREATE TABLE drafts (
  user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  -- The form's fields, as a form sends them.
  fields TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE INDEX drafts_by_age ON drafts (created_at);
