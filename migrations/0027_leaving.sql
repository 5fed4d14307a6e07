-- Names a session on its person's page, which the hash of the cookie must never do; NULL where a version before this opened it
-- while this one was being brought.
ALTER TABLE sessions ADD COLUMN id TEXT;
UPDATE sessions SET id = lower(hex(randomblob(16)));
CREATE UNIQUE INDEX sessions_by_own_id ON sessions (id);

-- Browser and system in a few words of ours; NULL where neither is known.
ALTER TABLE sessions ADD COLUMN browser TEXT;

-- Who has asked for their account to end. Until then signing in undoes it; afterwards all that is theirs goes, and this row last.
CREATE TABLE leavers (
  user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  asked_at TEXT NOT NULL,
  ends_at TEXT NOT NULL
) STRICT;

CREATE INDEX leavers_by_end ON leavers (ends_at);

-- Which person made an invite; no row: an operator did.
CREATE TABLE invites_of_people (
  invite_hash TEXT NOT NULL PRIMARY KEY REFERENCES invites (id_hash) ON DELETE CASCADE,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  -- Names it on its person's page.
  id TEXT NOT NULL UNIQUE,
  created_at TEXT NOT NULL
) STRICT;

CREATE INDEX invites_of_people_by_user ON invites_of_people (user_id, created_at DESC);
